package dev.nextup.ticket.lifecycle;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.Topics;
import dev.nextup.event.ticket.TicketCalled;
import dev.nextup.event.ticket.TicketCompleted;
import dev.nextup.event.ticket.TicketCreated;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.event.ticket.TicketFacts;
import dev.nextup.event.ticket.TicketMissed;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.messaging.outbox.OutboxOwner;
import dev.nextup.messaging.outbox.OutboxRecord;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Says what happened to a ticket, in the transaction in which it happened. One event per change;
 * the ticket's version in it tells a reader whether it is news.
 */
@ApplicationScoped
class TicketEventLog {

    private static final String SOURCE = "ticket-service";

    /** Who subscribes does so within the ten minutes a pending subscription lives. */
    private static final Duration CREATED_MATTERS = Duration.ofMinutes(10);

    /** Nobody waits longer for somebody who was called. */
    private static final Duration CALL_MATTERS = Duration.ofMinutes(5);

    /** Being passed over can be mended for a while. */
    private static final Duration END_MATTERS = Duration.ofMinutes(10);

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

    Uni<Void> created(SqlConnection connection, TicketSnapshot s) {
        int ahead = Objects.requireNonNull(s.ahead());
        Instant at = s.ticket().createdAt();
        return append(
                connection,
                s,
                new TicketCreated(facts(s, at.plus(CREATED_MATTERS)), at, ahead + 1, ahead));
    }

    Uni<Void> called(SqlConnection connection, TicketSnapshot s) {
        Instant at = Objects.requireNonNull(s.ticket().calledAt());
        UUID callId = Objects.requireNonNull(s.ticket().callId());
        return append(
                connection,
                s,
                new TicketCalled(
                        facts(s, at.plus(CALL_MATTERS)),
                        callId,
                        s.ticket().callCount(),
                        at,
                        s.counter()));
    }

    Uni<Void> completed(SqlConnection connection, TicketSnapshot s) {
        Instant at = Objects.requireNonNull(s.ticket().completedAt());
        return append(
                connection,
                s,
                new TicketCompleted(facts(s, at.plus(END_MATTERS)), at, s.counter()));
    }

    Uni<Void> missed(SqlConnection connection, TicketSnapshot s) {
        Instant at = clock.instant();
        return append(connection, s, new TicketMissed(facts(s, at.plus(END_MATTERS)), at));
    }

    private Uni<Void> append(SqlConnection connection, TicketSnapshot s, TicketEvent event) {
        UUID ticketId = s.ticket().id();
        CloudEvent<TicketEvent> envelope =
                CloudEvent.of(
                        TicketEvents.TYPES,
                        UUID.randomUUID(),
                        SOURCE,
                        ticketId,
                        clock.instant(),
                        event);
        OutboxRecord record =
                new OutboxRecord(
                        Topics.TICKET_EVENTS.name(), ticketId.toString(), codec.encode(envelope));
        return outbox.append(connection, List.of(record));
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
                s.currentlyServing());
    }
}
