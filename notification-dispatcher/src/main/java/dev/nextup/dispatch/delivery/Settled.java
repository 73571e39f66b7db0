package dev.nextup.dispatch.delivery;

import dev.nextup.event.delivery.NotificationType;
import java.util.UUID;

/** A delivery that has just changed its state, as far as others are told. */
public record Settled(
        UUID deliveryId,
        UUID ticketId,
        UUID organizationId,
        NotificationType type,
        DeliveryState state,
        int attempts) {}
