package dev.nextup.event.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which delivery an event speaks of; flat on the wire.
 *
 * @param at when it happened
 * @param plannedAt when the notification was decided on: of two of one ticket the later one is the
 *     newer, in whatever order their events come; null in records of earlier releases
 */
public record DeliveryFacts(
        UUID deliveryId,
        UUID ticketId,
        UUID organizationId,
        NotificationType notificationType,
        Channel channel,
        Instant at,
        @Nullable Instant plannedAt) {}
