package dev.nextup.ticket.lifecycle;

import dev.nextup.database.Outage;
import dev.nextup.http.Caller;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.ticket.lifecycle.TicketRepository.Head;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The moves of tickets that other features make, each on the caller's connection: change, event and
 * answer are one transaction or nothing.
 */
@ApplicationScoped
public class TicketChanges {

    /** For so long a completion can be taken back. */
    public static final Duration UNDO = Ticket.UNDO;

    /** So many are called together. */
    public static final int MOST_CALLS = TicketRepository.MOST_HEADS;

    private static final Logger LOG = Logger.getLogger(TicketChanges.class);

    private static final int TIMES_ANEW = 5;

    private final TicketRepository tickets;
    private final TicketMoves moves;
    private final OverdueTickets overdue;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;

    TicketChanges(
            TicketRepository tickets,
            TicketMoves moves,
            OverdueTickets overdue,
            Outbox outbox,
            Pool pool,
            Clock clock) {
        this.tickets = tickets;
        this.moves = moves;
        this.overdue = overdue;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * One transaction on one connection; a failure rolls all of it back, a commit wakes the relay.
     * What was rolled back only because others were in the way is done anew.
     *
     * @param work may be called several times, each in a transaction of its own
     */
    public <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(work))
                .onFailure(TicketChanges::isInTheWay)
                .retry()
                .atMost(TIMES_ANEW)
                .invoke(outbox::committed);
    }

    private static boolean isInTheWay(Throwable failure) {
        if (Outage.rolledBack(failure)) {
            LOG.warn("the database rolled a command back to break a deadlock");
            return true;
        }
        return failure instanceof TicketMovedException;
    }

    /**
     * Completes whatever tickets are at the counters of these wishes, and calls the heads of the
     * queue, one for each wish in their order. The caller holds the locks of all the services and
     * of the counters. Should one of the heads be of a day that is over, because no sweep has come
     * by yet, that day is ended first.
     *
     * @param wanted at most {@link #MOST_CALLS}, each counter at most once
     * @return one for each; empty for the last of them when fewer wait
     */
    public Uni<List<Optional<TicketView>>> callNext(
            SqlConnection connection, UUID[] serviceIds, List<NextCall> wanted) {
        return Uni.combine()
                .all()
                .unis(
                        tickets.lockAtCounters(connection, counters(wanted)),
                        tickets.lockHeads(connection, serviceIds, wanted.size()))
                .asTuple()
                .chain(
                        locked ->
                                isOfDayOver(locked.getItem2())
                                        ? overdue.end(connection, serviceIds)
                                                .chain(
                                                        () ->
                                                                callNext(
                                                                        connection,
                                                                        serviceIds,
                                                                        wanted))
                                        : callNext(
                                                connection,
                                                locked.getItem1(),
                                                locked.getItem2(),
                                                wanted));
    }

    private Uni<List<Optional<TicketView>>> callNext(
            SqlConnection connection,
            List<Ticket> current,
            List<Head> heads,
            List<NextCall> wanted) {
        List<Move> completions = completions(current, wanted);
        List<Move> calls = calls(heads, wanted);
        Uni<Map<UUID, TicketView>> after =
                completions.isEmpty() && calls.isEmpty()
                        ? Uni.createFrom().item(Map.of())
                        : moves.makeAll(connection, List.of(completions, calls));
        return after.map(
                tickets -> {
                    List<Optional<TicketView>> called = new ArrayList<>(wanted.size());
                    calls.forEach(
                            m -> called.add(Optional.ofNullable(tickets.get(m.before().id()))));
                    while (called.size() < wanted.size()) {
                        called.add(Optional.empty());
                    }
                    return called;
                });
    }

    private static UUID[] counters(List<NextCall> wanted) {
        return wanted.stream()
                .map(NextCall::counterId)
                .filter(Objects::nonNull)
                .toArray(UUID[]::new);
    }

    private boolean isOfDayOver(List<Head> heads) {
        Instant now = clock.instant();
        return heads.stream().anyMatch(head -> head.day().isOver(now));
    }

    private List<Move> completions(List<Ticket> current, List<NextCall> wanted) {
        List<Move> completions = new ArrayList<>();
        for (Ticket ticket : current) {
            for (NextCall call : wanted) {
                if (Objects.equals(ticket.counterId(), call.counterId())) {
                    Ticket.Decision done = ticket.complete(clock.instant());
                    completions.add(call.move(ticket, done, TicketNews::completed));
                }
            }
        }
        return completions;
    }

    /** A microsecond after each other, so that it stays known who was called last. */
    private List<Move> calls(List<Head> heads, List<NextCall> wanted) {
        Instant now = clock.instant();
        List<Move> calls = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            Ticket ticket = heads.get(i).ticket();
            NextCall call = wanted.get(i);
            Ticket.Decision decision =
                    ticket.callNext(
                            UUID.randomUUID(), call.counterId(), now.plus(i, ChronoUnit.MICROS));
            calls.add(call.move(ticket, decision, TicketNews::called));
        }
        return calls;
    }

    /**
     * Somebody's wish for the next ticket.
     *
     * @param counterId where it is to come; null for nobody's in particular
     * @param request the span of the request
     */
    public record NextCall(
            @Nullable UUID counterId, Caller.Staff by, Optional<TraceParent> request) {

        private Move move(Ticket ticket, Ticket.Decision decision, Move.News news) {
            return new Move(ticket, decision, by, news, request);
        }
    }
}
