package dev.nextup.ticket.organization;

import dev.nextup.http.RequiredFields;
import dev.nextup.ticket.management.Fields;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A branch as an admin enters it.
 *
 * @param timeZone of the IANA database, such as {@code Europe/Vienna}
 * @param dayStartsAt when numbers start again; midnight when absent
 * @param active absent: as it is, or true for a new one
 */
record BranchRequest(
        @Nullable String name,
        @Nullable String address,
        @Nullable String timeZone,
        @Nullable LocalTime dayStartsAt,
        @Nullable Boolean active) {

    static BranchRequest of(@Nullable BranchRequest given) {
        BranchRequest request =
                given == null ? new BranchRequest(null, null, null, null, null) : given;
        new RequiredFields().with("name", request.name).with("timeZone", request.timeZone).check();
        return request;
    }

    /** Fails with 422 {@code invalid-value}. */
    void applyTo(BranchEntity branch) {
        branch.name = Fields.name("name", name);
        branch.address = Fields.text("address", address, Fields.TEXT_LENGTH);
        branch.timeZone = knownTimeZone();
        branch.dayStartsAt = dayStartsAt == null ? LocalTime.MIDNIGHT : wholeMinutes(dayStartsAt);
        branch.active = active == null ? branch.active : active;
    }

    private String knownTimeZone() {
        String zone = Objects.requireNonNull(timeZone);
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            throw Fields.invalid("timeZone", "must be a time zone such as Europe/Vienna");
        }
        return zone;
    }

    private static LocalTime wholeMinutes(LocalTime time) {
        if (time.getSecond() != 0 || time.getNano() != 0) {
            throw Fields.invalid("dayStartsAt", "takes hours and minutes only");
        }
        return time;
    }
}
