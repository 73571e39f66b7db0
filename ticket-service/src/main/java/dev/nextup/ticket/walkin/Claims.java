package dev.nextup.ticket.walkin;

import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.access.ClaimCodes;
import dev.nextup.ticket.access.Seed;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.ServiceDays;
import dev.nextup.ticket.lifecycle.TicketChanges;
import dev.nextup.ticket.lifecycle.TicketRejection;
import dev.nextup.ticket.lifecycle.TicketView;
import dev.nextup.ticket.lifecycle.TicketViews;
import dev.nextup.ticket.lifecycle.Tickets;
import dev.nextup.ticket.lifecycle.Tickets.Issued;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Codes that bring a ticket onto a device, and their use. A code is good once, until the service
 * day or its ticket ends. Answers that are remembered for a retry hold the seed of a code, never
 * the code.
 */
@ApplicationScoped
class Claims {

    private static final Set<TicketStatus> ENDED =
            EnumSet.of(TicketStatus.COMPLETED, TicketStatus.CANCELLED, TicketStatus.EXPIRED);

    private final TicketChanges changes;
    private final TicketViews tickets;
    private final ServiceDays days;
    private final ClaimRepository claims;
    private final ClaimCodes codes;
    private final IdempotencyKeys idempotency;

    Claims(
            TicketChanges changes,
            TicketViews tickets,
            ServiceDays days,
            ClaimRepository claims,
            ClaimCodes codes,
            IdempotencyKeys idempotency) {
        this.changes = changes;
        this.tickets = tickets;
        this.days = days;
        this.claims = claims;
        this.codes = codes;
        this.idempotency = idempotency;
    }

    /**
     * Opens a code of a ticket that exists; an earlier one is void.
     *
     * @param fromHolder whether the ticket has a holder already
     */
    Uni<OpenCode> open(SqlConnection connection, UUID ticketId, boolean fromHolder) {
        Seed seed = codes.newSeed();
        return days.endOf(connection, ticketId)
                .call(
                        end ->
                                claims.open(
                                        connection,
                                        ticketId,
                                        codes.hash(ticketId, seed),
                                        end,
                                        fromHolder))
                .map(end -> new OpenCode(seed, end));
    }

    /**
     * A new code: the holder's, for another device of theirs, or staff's, for a walk-in who has not
     * used the first. Fails with {@code unknown-ticket}, {@code illegal-transition} when the ticket
     * has ended, or {@link WalkInRejection#ALREADY_CLAIMED}.
     */
    Uni<OpenCode> renew(UUID ticketId, Caller caller, Optional<IdempotentCall> once) {
        return changes.transaction(
                        connection ->
                                idempotency.once(
                                        connection,
                                        once,
                                        OpenCode.class,
                                        () ->
                                                renewNow(connection, ticketId, caller)
                                                        .map(Optional::of)))
                .map(Optional::orElseThrow);
    }

    /** Uses a code. Fails with {@link WalkInRejection#CLAIM_INVALID}. */
    Uni<Issued> claim(String code, Optional<IdempotentCall> once) {
        return changes.transaction(
                        connection ->
                                idempotency.once(
                                        connection,
                                        once,
                                        Issued.class,
                                        () -> claimNow(connection, code).map(Optional::of)))
                .map(Optional::orElseThrow);
    }

    private Uni<OpenCode> renewNow(SqlConnection connection, UUID ticketId, Caller caller) {
        return tickets.of(connection, ticketId, caller)
                .invoke(Claims::mustNotHaveEnded)
                .chain(
                        () ->
                                caller instanceof Caller.Holder
                                        ? open(connection, ticketId, true)
                                        : replace(connection, ticketId));
    }

    private Uni<OpenCode> replace(SqlConnection connection, UUID ticketId) {
        Seed seed = codes.newSeed();
        return claims.replace(connection, ticketId, codes.hash(ticketId, seed))
                .map(
                        replaced ->
                                replaced.orElseThrow(
                                        () ->
                                                new RejectedException(
                                                        WalkInRejection.ALREADY_CLAIMED)))
                .map(end -> new OpenCode(seed, end));
    }

    private Uni<Issued> claimNow(SqlConnection connection, String code) {
        return claims.claim(connection, ClaimCodes.hash(code))
                .map(
                        claimed ->
                                claimed.orElseThrow(
                                        () -> new RejectedException(WalkInRejection.CLAIM_INVALID)))
                .chain(
                        claimed ->
                                tickets.of(
                                                connection,
                                                claimed.holder().ticketId(),
                                                claimed.holder())
                                        .map(
                                                ticket ->
                                                        new Issued(
                                                                ticket,
                                                                Tickets.tokenEnd(
                                                                        claimed.dayEnd()))));
    }

    private static void mustNotHaveEnded(TicketView ticket) {
        if (ENDED.contains(ticket.status())) {
            throw new RejectedException(
                    () -> TicketRejection.ILLEGAL_TRANSITION.toProblem().with("ticket", ticket));
        }
    }

    /**
     * @param seed what the code is made of
     * @param expiresAt when the ticket's service day ends
     */
    record OpenCode(Seed seed, Instant expiresAt) {}
}
