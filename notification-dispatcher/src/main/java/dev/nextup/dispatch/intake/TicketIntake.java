package dev.nextup.dispatch.intake;

import dev.nextup.dispatch.delivery.DeliveryLog;
import dev.nextup.dispatch.delivery.DeliveryMetrics;
import dev.nextup.dispatch.delivery.DeliveryWorker;
import dev.nextup.dispatch.delivery.Settled;
import dev.nextup.event.CloudEvent;
import dev.nextup.event.EventTypes;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.event.ticket.TicketFacts;
import dev.nextup.messaging.inbox.Arrival;
import dev.nextup.messaging.inbox.Inbox;
import dev.nextup.messaging.inbox.Intake;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes the events of tickets; the effects of a batch are one transaction. */
@ApplicationScoped
class TicketIntake implements Intake<TicketEvent> {

    private final Inbox inbox;
    private final PlanRepository repository;
    private final DeliveryLog log;
    private final DeliveryMetrics metrics;
    private final DeliveryWorker worker;
    private final Clock clock;

    TicketIntake(
            Inbox inbox,
            PlanRepository repository,
            DeliveryLog log,
            DeliveryMetrics metrics,
            DeliveryWorker worker,
            Clock clock) {
        this.inbox = inbox;
        this.repository = repository;
        this.log = log;
        this.metrics = metrics;
        this.worker = worker;
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
        Instant now = clock.instant();
        Map<UUID, List<CloudEvent<TicketEvent>>> events = byTicket(arrivals);
        SortedMap<UUID, TicketFacts> newest = new TreeMap<>();
        events.forEach((id, of) -> newest.put(id, TicketPlan.newest(of)));
        return repository
                .lock(connection, newest, now)
                .chain(
                        memories -> {
                            List<TicketPlan> plans = plans(events, memories.byTicket(), now);
                            return plans.isEmpty()
                                    ? Uni.createFrom().item(() -> {})
                                    : store(connection, plans, memories, traces(arrivals), now)
                                            .map(done -> PlanLog.after(done, plans, arrivals));
                        });
    }

    private Uni<Runnable> store(
            SqlConnection connection,
            List<TicketPlan> plans,
            Memories memories,
            Map<UUID, TraceParent> traces,
            Instant now) {
        List<PlannedDelivery> deliveries =
                plans.stream().flatMap(plan -> plan.deliveries().stream()).toList();
        List<Settled> settled =
                new ArrayList<>(
                        deliveries.stream()
                                .map(PlannedDelivery::settled)
                                .filter(delivery -> delivery.state().isSettled())
                                .toList());
        List<TicketPlan> known = memories.known(plans);
        return repository
                .update(connection, known)
                .chain(() -> repository.supersede(connection, known, now))
                .invoke(settled::addAll)
                .map(superseded -> TicketPlan.afterUnsent(deliveries, superseded))
                .chain(planned -> repository.insert(connection, planned, traces, now))
                .chain(() -> log.write(connection, settled, List.of()))
                .replaceWith(
                        () -> {
                            metrics.planned(deliveries.size());
                            metrics.changed(settled);
                            if (deliveries.stream().anyMatch(PlannedDelivery::isDue)) {
                                worker.wake();
                            }
                        });
    }

    private static List<TicketPlan> plans(
            Map<UUID, List<CloudEvent<TicketEvent>>> events,
            Map<UUID, TicketMemory> memories,
            Instant now) {
        List<TicketPlan> plans = new ArrayList<>();
        events.forEach(
                (id, of) ->
                        TicketPlan.of(id, Objects.requireNonNull(memories.get(id)), of, now)
                                .ifPresent(plans::add));
        return plans;
    }

    private static Map<UUID, List<CloudEvent<TicketEvent>>> byTicket(
            List<Arrival<TicketEvent>> arrivals) {
        return arrivals.stream()
                .collect(
                        Collectors.groupingBy(
                                Arrival::key,
                                TreeMap::new,
                                Collectors.mapping(
                                        a -> Objects.requireNonNull(a.event()),
                                        Collectors.toList())));
    }

    /** What the deliveries follow from, by their ids. */
    private static Map<UUID, TraceParent> traces(List<Arrival<TicketEvent>> arrivals) {
        Map<UUID, TraceParent> traces = new HashMap<>();
        for (Arrival<TicketEvent> arrival : arrivals) {
            TraceParent trace = arrival.trace();
            if (trace != null) {
                traces.put(TicketPlan.idOf(Objects.requireNonNull(arrival.event())), trace);
            }
        }
        return traces;
    }
}
