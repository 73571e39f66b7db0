package dev.nextup.ticket.organization;

import dev.nextup.http.RequiredFields;
import dev.nextup.ticket.hours.OpeningHours;
import dev.nextup.ticket.hours.OpeningHoursRules;
import dev.nextup.ticket.management.Fields;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A service as a manager enters it.
 *
 * @param departmentId mandatory for a new one; later it may be left out and must not differ
 * @param prefix how its ticket numbers begin: three capital letters
 * @param expectedServiceSeconds of one ticket, for estimates; absent: as it is, or 300
 * @param capacityPerDay tickets per service day; absent: no limit
 * @param almostTurnAhead at how many ahead a customer is told; absent: the installation's default
 * @param recallLimit how often a call may be repeated, 0 to 20; null: no limit; absent: as it is,
 *     or 3
 * @param openingHours absent: always open
 * @param joinCodeRequired whether customers need the code on the screens; absent: as it is, or
 *     false for a new one
 * @param active absent: as it is, or true for a new one
 */
record ServiceRequest(
        @Nullable UUID departmentId,
        @Nullable String name,
        @Nullable String description,
        @Nullable String prefix,
        @Nullable Integer expectedServiceSeconds,
        @Nullable Integer capacityPerDay,
        @Nullable Integer almostTurnAhead,
        @Schema(implementation = Integer.class, nullable = true) @Nullable RecallLimit recallLimit,
        @Nullable OpeningHours openingHours,
        @Nullable Boolean joinCodeRequired,
        @Nullable Boolean active) {

    private static final Pattern PREFIX = Pattern.compile("[A-Z]{3}");
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int MOST_TICKETS_PER_DAY = 100_000;
    private static final int MOST_AHEAD = 99;
    private static final ServiceRequest EMPTY =
            new ServiceRequest(null, null, null, null, null, null, null, null, null, null, null);

    static ServiceRequest ofNew(@Nullable ServiceRequest given) {
        ServiceRequest request = given == null ? EMPTY : given;
        new RequiredFields()
                .with("departmentId", request.departmentId)
                .with("name", request.name)
                .with("prefix", request.prefix)
                .check();
        return request;
    }

    static ServiceRequest of(@Nullable ServiceRequest given) {
        ServiceRequest request = given == null ? EMPTY : given;
        new RequiredFields().with("name", request.name).with("prefix", request.prefix).check();
        return request;
    }

    /** Fails with 422 {@code invalid-value}. */
    String checkedPrefix() {
        String letters = Objects.requireNonNull(prefix);
        if (!PREFIX.matcher(letters).matches()) {
            throw Fields.invalid("prefix", "must be three capital letters");
        }
        return letters;
    }

    /** Fails with 422 {@code invalid-value}. */
    void applyTo(ServiceEntity service) {
        if (departmentId != null && !departmentId.equals(service.departmentId)) {
            throw Fields.invalid(
                    "departmentId", "cannot change: a service stays in its department");
        }
        service.name = Fields.name("name", name);
        service.description = Fields.text("description", description, Fields.TEXT_LENGTH);
        service.prefix = checkedPrefix();
        Integer seconds =
                Fields.number("expectedServiceSeconds", expectedServiceSeconds, 1, SECONDS_PER_DAY);
        service.expectedServiceSeconds = seconds == null ? service.expectedServiceSeconds : seconds;
        service.capacityPerDay =
                Fields.number("capacityPerDay", capacityPerDay, 1, MOST_TICKETS_PER_DAY);
        service.almostTurnAhead = Fields.number("almostTurnAhead", almostTurnAhead, 1, MOST_AHEAD);
        service.recallLimit = recallLimit == null ? service.recallLimit : recallLimit.checked();
        service.openingHours = OpeningHours.toJson(OpeningHoursRules.check(openingHours));
        service.joinCodeRequired =
                joinCodeRequired == null ? service.joinCodeRequired : joinCodeRequired;
        service.active = active == null ? service.active : active;
    }
}
