package dev.nextup.ticket.board;

import java.util.List;
import java.util.UUID;

/** The services a board shows, and whose they are. */
record BoardScope(UUID organizationId, List<UUID> serviceIds) {}
