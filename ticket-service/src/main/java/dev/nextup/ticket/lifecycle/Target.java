package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Caller;
import dev.nextup.ticket.idempotency.IdempotentCall;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Which ticket a command is for.
 *
 * @param expectedVersion the version the caller decided on, empty when they do not mind
 * @param once the command as its Idempotency-Key names it, empty without one
 */
record Target(
        UUID ticketId, Caller by, OptionalLong expectedVersion, Optional<IdempotentCall> once) {}
