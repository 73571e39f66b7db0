package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.queue.WaitEstimate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as stored. Immutable: every move returns the next ticket, one version higher, or
 * refuses. More components than the house rule allows, because it mirrors one row.
 *
 * @param serviceId whose queue it stands in
 * @param number as shown to people, e.g. {@code GEN-001}
 * @param priority higher classes are called first
 * @param arrival order of arrival within a class, lower first; kept for life
 * @param movedTo its place instead of the arrival's, since it was requeued or delayed
 * @param delays how often its holder let others pass
 * @param counterId where it was called to; null if called without a counter
 * @param callId of the last call; screens and notifications key on it
 * @param recalls how often the call was repeated since the ticket last waited
 * @param confirmedAt when its holder last said "I'm here", since it was last set aside
 * @param quote the wait that its taker was told; null when no counter was open
 * @param version grows by one with each change, 1 when issued
 */
record Ticket(
        UUID id,
        UUID organizationId,
        UUID serviceId,
        String number,
        TicketStatus status,
        int priority,
        long arrival,
        @Nullable BigDecimal movedTo,
        int delays,
        @Nullable String language,
        @Nullable UUID counterId,
        @Nullable UUID callId,
        int callCount,
        int recalls,
        Instant createdAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant calledAt,
        @Nullable Instant completedAt,
        @Nullable WaitEstimate quote,
        long version) {

    /** As often may a holder let others pass; more would make a queue nobody can foresee. */
    static final int MAX_DELAYS = 3;

    /** As many may be let pass at once. */
    static final int MAX_PLACES = 10;

    /** A completion can be taken back for this long; later it is a new visit. */
    static final Duration UNDO = Duration.ofMinutes(10);

    /** Head of the queue to a counter (or to nobody's in particular). */
    Decision callNext(UUID newCallId, @Nullable UUID toCounter, Instant now) {
        return decide(TicketCommand.CALL_NEXT, draft().called(newCallId, toCounter, now));
    }

    /** Out of turn, or one that was set aside. */
    Decision call(UUID newCallId, @Nullable UUID toCounter, Instant now) {
        return decide(TicketCommand.CALL, draft().called(newCallId, toCounter, now));
    }

    /**
     * Once more to where it was called: a call of its own.
     *
     * @param most so often since the ticket last waited; null for no limit
     */
    Decision recall(UUID newCallId, @Nullable Integer most, Instant now) {
        TicketDraft next = draft().called(newCallId, counterId, now).recalled();
        Decision decision = decide(TicketCommand.RECALL, next);
        boolean tooOften = most != null && recalls >= most;
        return decision instanceof Decision.Accepted && tooOften
                ? new Decision.Refused(TicketRejection.RECALL_LIMIT_REACHED)
                : decision;
    }

    /** The customer is at the counter. */
    Decision serve() {
        return decide(TicketCommand.SERVE, draft());
    }

    /** Served to the end; the counter stays, for the record. */
    Decision complete(Instant now) {
        return decide(TicketCommand.COMPLETE, draft().completed(now));
    }

    /** Nobody came, or not now: set aside as missed, its counter free again. */
    Decision skip() {
        return decide(TicketCommand.SKIP, draft().setAside());
    }

    /** Set aside by staff, its counter free again. */
    Decision hold() {
        return decide(TicketCommand.HOLD, draft().setAside());
    }

    /**
     * Waits again; takes back a completion of the last ten minutes.
     *
     * @param place the first or last of the queue
     */
    Decision requeue(BigDecimal place, Instant now) {
        if (completedAt != null && now.isAfter(completedAt.plus(UNDO))) {
            return new Decision.Refused(TicketRejection.ILLEGAL_TRANSITION);
        }
        return decide(TicketCommand.REQUEUE, draft().away().completed(null).placed(place));
    }

    /**
     * Waits at another service, by its original arrival.
     *
     * @param sameBranch whether both services are of one branch
     */
    Decision transfer(UUID toServiceId, boolean sameBranch) {
        Decision decision =
                decide(TicketCommand.TRANSFER, draft().away().placed(null).at(toServiceId));
        boolean possible = sameBranch && !toServiceId.equals(serviceId);
        return decision instanceof Decision.Refused || possible
                ? decision
                : new Decision.Refused(TicketRejection.TRANSFER_NOT_POSSIBLE);
    }

    /** Ends without service. */
    Decision cancel() {
        return decide(TicketCommand.CANCEL, draft().away());
    }

    /** Ends with all others of its queue. */
    Decision reset() {
        return decide(TicketCommand.RESET, draft().away());
    }

    /** Its service day is over. */
    Decision endDay(Instant now) {
        return decide(
                TicketCommand.DAY_END,
                status == TicketStatus.SERVING ? draft().completed(now) : draft().away());
    }

    /**
     * Lets others pass.
     *
     * @param places how many
     * @param place behind them; null when nobody is behind: it stays where it is
     */
    Decision delay(int places, @Nullable BigDecimal place) {
        TicketDraft next = draft().delayedOnceMore().placed(place == null ? movedTo : place);
        Decision decision = decide(TicketCommand.DELAY, next);
        if (decision instanceof Decision.Refused) {
            return decision;
        }
        if (delays >= MAX_DELAYS) {
            return new Decision.Refused(TicketRejection.DELAY_LIMIT_REACHED);
        }
        return places >= 1 && places <= MAX_PLACES
                ? decision
                : new Decision.Refused(TicketRejection.INVALID_PLACES);
    }

    /** The customer says "I'm here". */
    Decision confirm(Instant now) {
        return decide(TicketCommand.CONFIRM, draft().confirmed(now));
    }

    private TicketDraft draft() {
        return new TicketDraft(this);
    }

    private Decision decide(TicketCommand command, TicketDraft next) {
        return command.isLegalFrom(status)
                ? new Decision.Accepted(command, next.as(command.targetFrom(status)))
                : new Decision.Refused(TicketRejection.ILLEGAL_TRANSITION);
    }

    /** What becomes of a command. */
    sealed interface Decision {

        /** The ticket as it shall be stored. */
        record Accepted(TicketCommand command, Ticket ticket) implements Decision {}

        /** Nothing changes. */
        record Refused(TicketRejection rejection) implements Decision {}
    }
}
