package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Caller;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Which ticket a command is for.
 *
 * @param expectedVersion the version the caller decided on, empty when they do not mind
 */
record Target(UUID ticketId, Caller by, OptionalLong expectedVersion) {}
