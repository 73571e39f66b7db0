package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketApproaching;
import dev.nextup.event.ticket.TicketCalled;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.event.ticket.TicketCompleted;
import dev.nextup.event.ticket.TicketCreated;
import dev.nextup.event.ticket.TicketDelayed;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketExpired;
import dev.nextup.event.ticket.TicketFacts;
import dev.nextup.event.ticket.TicketHeld;
import dev.nextup.event.ticket.TicketMissed;
import dev.nextup.event.ticket.TicketRequeued;
import dev.nextup.event.ticket.TicketServing;
import dev.nextup.event.ticket.TicketTransferred;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** The event of each move, made of the ticket as it is after the move. */
final class TicketNews {

    /** Who subscribes does so within the ten minutes a pending subscription lives. */
    private static final Duration CREATED_MATTERS = Duration.ofMinutes(10);

    /** Nobody waits longer for somebody who was called. */
    private static final Duration CALL_MATTERS = Duration.ofMinutes(5);

    /** Being passed over can be mended for a while; the rest is old news by then too. */
    private static final Duration MOVE_MATTERS = Duration.ofMinutes(10);

    private TicketNews() {}

    static TicketEvent created(TicketSnapshot s, Instant now) {
        Instant at = s.ticket().createdAt();
        int position = position(s);
        return new TicketCreated(facts(s, at.plus(CREATED_MATTERS)), at, position, position - 1);
    }

    static TicketEvent approaching(TicketSnapshot s, Instant now) {
        int position = position(s);
        return new TicketApproaching(facts(s, now.plus(MOVE_MATTERS)), position, position - 1);
    }

    static TicketEvent called(TicketSnapshot s, Instant now) {
        Instant at = Objects.requireNonNull(s.ticket().calledAt());
        UUID callId = Objects.requireNonNull(s.ticket().callId());
        TicketFacts facts = facts(s, at.plus(CALL_MATTERS));
        return new TicketCalled(facts, callId, s.ticket().callCount(), at, s.counter());
    }

    static TicketEvent serving(TicketSnapshot s, Instant now) {
        return new TicketServing(facts(s, now.plus(MOVE_MATTERS)), now, s.counter());
    }

    static TicketEvent completed(TicketSnapshot s, Instant now) {
        Instant at = Objects.requireNonNull(s.ticket().completedAt());
        return new TicketCompleted(facts(s, at.plus(MOVE_MATTERS)), at, s.counter());
    }

    static TicketEvent missed(TicketSnapshot s, Instant now) {
        return new TicketMissed(facts(s, now.plus(MOVE_MATTERS)), now);
    }

    static TicketEvent held(TicketSnapshot s, Instant now) {
        return new TicketHeld(facts(s, now.plus(MOVE_MATTERS)), now);
    }

    static Move.News requeued(TicketRequeued.Place place) {
        return (s, now) ->
                new TicketRequeued(facts(s, now.plus(MOVE_MATTERS)), now, position(s), place);
    }

    static Move.News delayed(int places) {
        return (s, now) ->
                new TicketDelayed(facts(s, now.plus(MOVE_MATTERS)), now, places, position(s));
    }

    static Move.News transferred(UUID fromServiceId, String fromServiceName) {
        return (s, now) ->
                new TicketTransferred(
                        facts(s, now.plus(MOVE_MATTERS)),
                        now,
                        fromServiceId,
                        fromServiceName,
                        position(s));
    }

    static Move.News cancelled(TicketCancelled.Reason reason) {
        return (s, now) -> new TicketCancelled(facts(s, now.plus(MOVE_MATTERS)), now, reason);
    }

    static TicketEvent expired(TicketSnapshot s, Instant now) {
        return new TicketExpired(facts(s, now.plus(MOVE_MATTERS)), now);
    }

    private static int position(TicketSnapshot s) {
        return Objects.requireNonNull(s.position());
    }

    private static TicketFacts facts(TicketSnapshot s, Instant deadline) {
        Ticket ticket = s.ticket();
        return new TicketFacts(
                ticket.organizationId(),
                s.place().organizationName(),
                s.place().branchName(),
                s.place().departmentName(),
                ticket.serviceId(),
                s.place().serviceName(),
                ticket.number(),
                ticket.language(),
                s.place().logoUrl(),
                ticket.status(),
                ticket.version(),
                deadline,
                s.currentlyServing(),
                s.place().branchId(),
                s.place().departmentId());
    }
}
