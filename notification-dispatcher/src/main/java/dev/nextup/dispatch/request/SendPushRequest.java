package dev.nextup.dispatch.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.http.RequiredFields;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What staff ask to be sent. The fields of the earlier API keep their names. Parsed, not yet
 * checked.
 *
 * @param customerPhone accepted and ignored: the ticket's own is used
 * @param payload {@code null} sends the text of the notification's kind
 * @param ticketNumber accepted and ignored: the ticket's own is used
 */
record SendPushRequest(
        @Nullable UUID organizationId,
        @Nullable UUID ticketId,
        @Nullable Object customerPhone,
        @Nullable ObjectNode payload,
        @Nullable String notificationType,
        @Nullable String ticketNumber) {

    static final SendPushRequest EMPTY = new SendPushRequest(null, null, null, null, null, null);

    /**
     * @param ownWords whether this caller must bring a payload; others may
     * @throws dev.nextup.problem.RejectedException 400 {@code missing-fields} or {@code
     *     invalid-field}
     */
    PushOrder checked(boolean ownWords) {
        RequiredFields required =
                new RequiredFields()
                        .with("organizationId", organizationId)
                        .with("ticketId", ticketId);
        if (ownWords || payload != null) {
            required.with("payload", payload);
        }
        required.with("notificationType", notificationType).check();
        if (payload != null) {
            PayloadCheck.check(payload);
        }
        return new PushOrder(
                Objects.requireNonNull(ticketId),
                Objects.requireNonNull(organizationId),
                PushOrder.type(notificationType)
                        .orElseThrow(() -> RequestRejection.INVALID_FIELD.in("notificationType")),
                payload,
                null,
                0,
                null);
    }

    @Override
    public String toString() {
        return "SendPushRequest";
    }
}
