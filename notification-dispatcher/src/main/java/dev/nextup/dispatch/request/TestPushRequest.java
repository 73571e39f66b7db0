package dev.nextup.dispatch.request;

import dev.nextup.event.delivery.NotificationType;
import dev.nextup.http.Caller;
import dev.nextup.http.RequiredFields;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What kind of notification is to be tried out, and on which ticket. Parsed, not yet checked.
 *
 * @param organizationId the caller's own
 * @param ticketId a holder may leave it out
 * @param kind shows the text of this kind as a preview; {@code null} says that notifications work
 */
record TestPushRequest(
        @Nullable UUID organizationId, @Nullable UUID ticketId, @Nullable String kind) {

    static final TestPushRequest EMPTY = new TestPushRequest(null, null, null);

    /**
     * @throws dev.nextup.problem.RejectedException 400 {@code missing-fields} or {@code
     *     invalid-field}; 404 {@code unknown-ticket} for what is not the caller's
     */
    PushOrder checkedFor(Caller caller) {
        UUID own = caller instanceof Caller.Holder holder ? holder.ticketId() : ticketId;
        new RequiredFields().with("ticketId", own).check();
        NotificationType type =
                kind == null
                        ? NotificationType.TEST
                        : PushOrder.type(kind)
                                .orElseThrow(() -> RequestRejection.INVALID_FIELD.in("kind"));
        UUID ticket = Objects.requireNonNull(own);
        if (isAnother(ticketId, ticket) || isAnother(organizationId, caller.organizationId())) {
            throw RequestRejection.UNKNOWN_TICKET.asException();
        }
        return PushOrder.test(ticket, caller.organizationId(), type);
    }

    private static boolean isAnother(@Nullable UUID given, UUID own) {
        return given != null && !given.equals(own);
    }
}
