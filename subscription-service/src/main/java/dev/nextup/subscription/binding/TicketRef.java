package dev.nextup.subscription.binding;

import java.util.UUID;

/** A ticket and whose it is. */
record TicketRef(UUID ticketId, UUID organizationId) {}
