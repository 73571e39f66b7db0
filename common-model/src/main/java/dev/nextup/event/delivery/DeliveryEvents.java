package dev.nextup.event.delivery;

import dev.nextup.event.EventTypes;

/** The type names of the delivery family. */
public final class DeliveryEvents {

    /** What may be on {@code nextup.delivery-events.v1}. */
    public static final EventTypes<DeliveryEvent> TYPES =
            EventTypes.<DeliveryEvent>builder()
                    .add("dev.nextup.delivery.accepted.v1", DeliveryAccepted.class)
                    .add("dev.nextup.delivery.acknowledged.v1", DeliveryAcknowledged.class)
                    .add("dev.nextup.delivery.abandoned.v1", DeliveryAbandoned.class)
                    .add("dev.nextup.subscription.gone.v1", SubscriptionGone.class)
                    .build();

    private DeliveryEvents() {}
}
