package dev.nextup.ticket.lifecycle;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.Topics;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.messaging.outbox.OutboxOwner;
import dev.nextup.messaging.outbox.OutboxRecord;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Says what happened to a ticket, in the transaction in which it happened. At most one event per
 * change; the ticket's version in it tells a reader whether it is news.
 */
@ApplicationScoped
class TicketEventLog {

    /** People wait for these. */
    private static final Duration GATHER = Duration.ofMillis(10);

    private static final String SOURCE = "ticket-service";

    private final Outbox outbox;
    private final Clock clock;
    private final CloudEventCodec codec = new CloudEventCodec();

    TicketEventLog(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Whose outbox it is. */
    @Produces
    @Singleton
    static OutboxOwner outboxOwner() {
        return new OutboxOwner("ticket_service", Topics.TICKET_EVENTS, GATHER);
    }

    /** Tells the news of each ticket, as it is after its change, whose rows the caller locks. */
    Uni<Void> append(SqlConnection connection, List<TicketSnapshot> tickets, Move.News news) {
        return append(connection, tickets, news, id -> Optional.empty());
    }

    /**
     * As {@link #append(SqlConnection, List, Move.News)}, of changes that each may follow from a
     * request of its own.
     *
     * @param requests the span of each ticket's request, by the ticket's id; where it is empty,
     *     that of the request that is being answered here
     */
    Uni<Void> append(
            SqlConnection connection,
            List<TicketSnapshot> tickets,
            Move.News news,
            Function<UUID, Optional<TraceParent>> requests) {
        Instant now = clock.instant();
        List<OutboxRecord> records = new ArrayList<>();
        for (TicketSnapshot ticket : tickets) {
            UUID id = ticket.ticket().id();
            TicketEvent event = news.tell(ticket, now);
            if (event != null) {
                records.add(record(id, event, now, requests.apply(id)));
            }
        }
        return outbox.append(connection, records);
    }

    private OutboxRecord record(
            UUID ticketId, TicketEvent event, Instant now, Optional<TraceParent> request) {
        CloudEvent<TicketEvent> envelope =
                CloudEvent.of(TicketEvents.TYPES, UUID.randomUUID(), SOURCE, ticketId, now, event);
        return new OutboxRecord(
                Topics.TICKET_EVENTS.name(),
                ticketId.toString(),
                codec.encode(envelope),
                request.map(span -> Map.of(TraceParent.HEADER, span.value())).orElse(Map.of()));
    }
}
