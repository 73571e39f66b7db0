package dev.nextup.ticket.organization;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A branch as its organisation manages it. */
record ManagedBranchView(
        UUID id,
        String name,
        @Nullable String address,
        String timeZone,
        @JsonFormat(pattern = "HH:mm") LocalTime dayStartsAt,
        boolean active) {

    static ManagedBranchView of(BranchEntity branch) {
        return new ManagedBranchView(
                branch.id,
                branch.name,
                branch.address,
                branch.timeZone,
                branch.dayStartsAt,
                branch.active);
    }
}
