package dev.nextup.event.organization;

import java.util.UUID;

/**
 * What ticket-service says about an organisation. Each record is the whole state, because its topic
 * is compacted: the last one per organisation is all a new reader gets, a duplicate changes
 * nothing, and a null value erases.
 */
public sealed interface OrganizationEvent permits MessagesChanged {

    UUID organizationId();
}
