package dev.nextup.ticket.lifecycle;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.Topics;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.messaging.outbox.OutboxOwner;
import dev.nextup.messaging.outbox.OutboxRecord;
import dev.nextup.tracing.RequestSpans;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Says what happened to a ticket, in the transaction in which it happened. At most one event per
 * change; the ticket's version in it tells a reader whether it is news.
 */
@ApplicationScoped
class TicketEventLog {

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
        return new OutboxOwner("ticket_service", Topics.TICKET_EVENTS);
    }

    /** Tells the news of the ticket that the request is about, whose row the caller locks. */
    Uni<Void> append(SqlConnection connection, TicketSnapshot ticket, Move.News news) {
        RequestSpans.isAbout(ticket.ticket().id());
        return append(connection, List.of(ticket), news);
    }

    /** Tells the news of each ticket, as it is after its change, whose rows the caller locks. */
    Uni<Void> append(SqlConnection connection, List<TicketSnapshot> tickets, Move.News news) {
        Instant now = clock.instant();
        List<OutboxRecord> records = new ArrayList<>();
        for (TicketSnapshot ticket : tickets) {
            TicketEvent event = news.tell(ticket, now);
            if (event != null) {
                records.add(record(ticket.ticket().id(), event, now));
            }
        }
        return outbox.append(connection, records);
    }

    private OutboxRecord record(UUID ticketId, TicketEvent event, Instant now) {
        CloudEvent<TicketEvent> envelope =
                CloudEvent.of(TicketEvents.TYPES, UUID.randomUUID(), SOURCE, ticketId, now, event);
        return new OutboxRecord(
                Topics.TICKET_EVENTS.name(), ticketId.toString(), codec.encode(envelope));
    }
}
