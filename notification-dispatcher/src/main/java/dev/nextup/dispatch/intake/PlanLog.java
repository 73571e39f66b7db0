package dev.nextup.dispatch.intake;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.messaging.inbox.Arrival;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Says which event a delivery follows from: its only line with an {@code eventId}. */
final class PlanLog {

    private static final Logger LOG = Logger.getLogger(PlanLog.class);

    private PlanLog() {}

    /** What is to be done after the commit, and then a line for each delivery, at DEBUG. */
    static Runnable after(
            Runnable committed, List<TicketPlan> plans, List<Arrival<TicketEvent>> arrivals) {
        return () -> {
            committed.run();
            if (LOG.isDebugEnabled()) {
                note(plans, arrivals);
            }
        };
    }

    private static void note(List<TicketPlan> plans, List<Arrival<TicketEvent>> arrivals) {
        Map<UUID, String> events = new HashMap<>();
        for (Arrival<TicketEvent> arrival : arrivals) {
            CloudEvent<TicketEvent> event = Objects.requireNonNull(arrival.event());
            events.put(TicketPlan.idOf(event), event.id());
        }
        for (TicketPlan plan : plans) {
            for (PlannedDelivery delivery : plan.deliveries()) {
                LOG.debugf(
                        "delivery planned: ticketId=%s deliveryId=%s eventId=%s outcome=%s",
                        plan.ticketId(),
                        delivery.id(),
                        events.get(delivery.id()),
                        delivery.error() == null ? "planned" : delivery.error());
            }
        }
    }
}
