package dev.nextup.subscription.ticket;

import dev.nextup.event.EventTypes;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.messaging.inbox.Arrival;
import dev.nextup.messaging.inbox.Inbox;
import dev.nextup.messaging.inbox.Intake;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the events of tickets; a batch is one statement. */
@ApplicationScoped
class TicketIntake implements Intake<TicketEvent> {

    private final Inbox inbox;
    private final TicketStateRepository repository;
    private final Clock clock;

    TicketIntake(Inbox inbox, TicketStateRepository repository, Clock clock) {
        this.inbox = inbox;
        this.repository = repository;
        this.clock = clock;
    }

    @Incoming("ticket-events")
    Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
        return inbox.consume(records, this);
    }

    @Override
    public EventTypes<TicketEvent> types() {
        return TicketEvents.TYPES;
    }

    @Override
    public Uni<Runnable> apply(SqlConnection connection, List<Arrival<TicketEvent>> arrivals) {
        return repository
                .advance(connection, newest(arrivals), clock.instant())
                .replaceWith(() -> {});
    }

    /** One state per ticket: an update cannot touch a row twice. */
    private static Collection<TicketState> newest(List<Arrival<TicketEvent>> arrivals) {
        Map<UUID, TicketState> states = new TreeMap<>();
        for (Arrival<TicketEvent> arrival : arrivals) {
            TicketState state =
                    TicketState.after(arrival.key(), Objects.requireNonNull(arrival.event()));
            states.merge(state.id(), state, TicketState::newer);
        }
        return states.values();
    }
}
