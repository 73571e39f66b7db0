package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who made a change, for the record.
 *
 * @param kind {@code customer}, {@code staff} or {@code system}
 * @param id of the member; null for the others
 */
record Actor(String kind, @Nullable UUID id) {

    /** Whoever takes or holds the ticket. */
    private static final Actor CUSTOMER = new Actor("customer", null);

    /** Whatever the service does by itself. */
    static final Actor SYSTEM = new Actor("system", null);

    static Actor of(@Nullable Caller caller) {
        return caller instanceof Caller.Staff staff
                ? new Actor("staff", staff.memberId())
                : CUSTOMER;
    }
}
