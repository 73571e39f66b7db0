package dev.nextup.event.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * Which delivery an event speaks of; flat on the wire.
 *
 * @param at when it happened
 */
public record DeliveryFacts(
        UUID deliveryId,
        UUID ticketId,
        UUID organizationId,
        NotificationType notificationType,
        Channel channel,
        Instant at) {}
