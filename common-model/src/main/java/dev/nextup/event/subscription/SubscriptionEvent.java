package dev.nextup.event.subscription;

import java.util.UUID;

/**
 * What subscription-service says about a ticket. Each record is the whole state, because its topic
 * is compacted: the last one per ticket is all a new reader gets, a duplicate changes nothing, and
 * only a record with a null value erases.
 */
public sealed interface SubscriptionEvent permits SubscriptionBound, PreferencesChanged {

    UUID ticketId();

    UUID organizationId();
}
