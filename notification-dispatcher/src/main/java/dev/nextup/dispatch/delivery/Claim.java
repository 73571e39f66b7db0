package dev.nextup.dispatch.delivery;

import dev.nextup.dispatch.message.Content;
import dev.nextup.dispatch.origin.Past;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.tracing.TraceParent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to make one attempt, until its lease runs out.
 *
 * @param attempt 1 for the first; names this claim among all of the delivery
 * @param onRequest asked for by a person, who waits: one attempt, nothing is superseded by it
 * @param occurredAt when what it tells of happened
 * @param past of this delivery and of the subscription it goes to
 * @param trace what it follows from, if that is known
 */
public record Claim(
        UUID deliveryId,
        UUID ticketId,
        UUID organizationId,
        NotificationType type,
        int attempt,
        boolean onRequest,
        Instant deadline,
        Instant occurredAt,
        Content content,
        Recipient recipient,
        Past past,
        @Nullable TraceParent trace) {}
