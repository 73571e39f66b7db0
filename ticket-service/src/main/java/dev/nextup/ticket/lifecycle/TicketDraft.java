package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The next version of a ticket in the making: starts as a copy, changed by one move, then used. */
final class TicketDraft {

    private final Ticket before;
    private UUID serviceId;
    private @Nullable BigDecimal movedTo;
    private int delays;
    private @Nullable UUID counterId;
    private @Nullable UUID callId;
    private int callCount;
    private int recalls;
    private @Nullable Instant confirmedAt;
    private @Nullable Instant calledAt;
    private @Nullable Instant completedAt;

    TicketDraft(Ticket before) {
        this.before = before;
        this.serviceId = before.serviceId();
        this.movedTo = before.movedTo();
        this.delays = before.delays();
        this.counterId = before.counterId();
        this.callId = before.callId();
        this.callCount = before.callCount();
        this.recalls = before.recalls();
        this.confirmedAt = before.confirmedAt();
        this.calledAt = before.calledAt();
        this.completedAt = before.completedAt();
    }

    TicketDraft called(UUID newCallId, @Nullable UUID toCounter, Instant now) {
        counterId = toCounter;
        callId = newCallId;
        callCount++;
        calledAt = now;
        if (before.status() == TicketStatus.WAITING) {
            recalls = 0;
        }
        return this;
    }

    TicketDraft recalled() {
        recalls++;
        return this;
    }

    /** Leaves its counter free. */
    TicketDraft away() {
        counterId = null;
        return this;
    }

    /** Whoever said "I'm here" before may have gone since; saying it again is news. */
    TicketDraft setAside() {
        confirmedAt = null;
        return away();
    }

    TicketDraft completed(@Nullable Instant at) {
        completedAt = at;
        return this;
    }

    TicketDraft confirmed(Instant now) {
        confirmedAt = now;
        return this;
    }

    /**
     * @param place null for the place of its arrival
     */
    TicketDraft placed(@Nullable BigDecimal place) {
        movedTo = place;
        return this;
    }

    TicketDraft delayedOnceMore() {
        delays++;
        return this;
    }

    TicketDraft at(UUID otherServiceId) {
        serviceId = otherServiceId;
        return this;
    }

    /** One version higher, in this state. */
    Ticket as(TicketStatus status) {
        return new Ticket(
                before.id(),
                before.organizationId(),
                serviceId,
                before.number(),
                status,
                before.priority(),
                before.arrival(),
                movedTo,
                delays,
                before.language(),
                counterId,
                callId,
                callCount,
                recalls,
                before.createdAt(),
                confirmedAt,
                calledAt,
                completedAt,
                before.quote(),
                before.version() + 1);
    }
}
