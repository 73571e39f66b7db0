package dev.nextup.ticket.message;

import java.io.Serializable;
import java.util.UUID;

/** Which message it is. */
record MessageKey(UUID organizationId, String kind, String language) implements Serializable {}
