package dev.nextup.event.delivery;

/**
 * What became of a notification, told by notification-dispatcher. Keyed by ticket id, so one
 * ticket's are in order; each happens once per delivery (or subscription), so a reader drops a
 * duplicate by the envelope's id.
 */
public sealed interface DeliveryEvent
        permits DeliveryAccepted, DeliveryAcknowledged, DeliveryAbandoned, SubscriptionGone {}
