package dev.nextup.dispatch.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.dispatch.delivery.DeliveryState;
import dev.nextup.dispatch.delivery.Settled;
import dev.nextup.event.CloudEvent;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What new events of one ticket make of it.
 *
 * @param facts as of the last of them
 * @param deliveries one for each event that has something to say; only the last event's can still
 *     be worth sending
 */
record TicketPlan(UUID ticketId, TicketFacts facts, List<PlannedDelivery> deliveries) {

    /**
     * Empty when none of the events is news.
     *
     * @param events of this ticket, in the order in which they were published
     */
    static Optional<TicketPlan> of(
            UUID ticketId, TicketMemory memory, List<CloudEvent<TicketEvent>> events, Instant now) {
        List<CloudEvent<TicketEvent>> news = news(memory.version(), events);
        if (news.isEmpty()) {
            return Optional.empty();
        }
        int last = news.size() - 1;
        List<PlannedDelivery> deliveries = new ArrayList<>();
        NotificationType unheard = null;
        for (int i = 0; i <= last; i++) {
            CloudEvent<TicketEvent> event = news.get(i);
            boolean isLast = i == last;
            NotificationType before = unheard;
            Optional<Notice> told =
                    Notice.of(event.data(), event.time()).map(notice -> notice.after(before));
            told.map(
                            notice ->
                                    isLast
                                            ? latest(ticketId, memory, event, notice, now)
                                            : superseded(ticketId, event, notice))
                    .ifPresent(deliveries::add);
            unheard = told.map(Notice::leavesUnheard).orElse(null);
        }
        return Optional.of(new TicketPlan(ticketId, news.get(last).data().ticket(), deliveries));
    }

    /** What a ticket is like after these events, if nothing newer is known of it. */
    static TicketFacts newest(List<CloudEvent<TicketEvent>> events) {
        return events.stream()
                .map(event -> event.data().ticket())
                .reduce((held, next) -> next.version() > held.version() ? next : held)
                .orElseThrow();
    }

    /**
     * The same deliveries; one that takes the place of an earlier move which was never sent says
     * that too.
     *
     * @param superseded what was unsent of these tickets
     */
    static List<PlannedDelivery> afterUnsent(
            List<PlannedDelivery> deliveries, List<Settled> superseded) {
        Map<UUID, NotificationType> unsent = new HashMap<>();
        superseded.forEach(delivery -> unsent.put(delivery.ticketId(), delivery.type()));
        return deliveries.stream()
                .map(delivery -> delivery.after(unsent.get(delivery.ticketId())))
                .toList();
    }

    /** Each with a version above all before it; a duplicate or a late one is dropped. */
    private static List<CloudEvent<TicketEvent>> news(
            long version, List<CloudEvent<TicketEvent>> events) {
        List<CloudEvent<TicketEvent>> news = new ArrayList<>();
        long held = version;
        for (CloudEvent<TicketEvent> event : events) {
            if (event.data().ticket().version() > held) {
                held = event.data().ticket().version();
                news.add(event);
            }
        }
        return news;
    }

    private static PlannedDelivery latest(
            UUID ticketId,
            TicketMemory memory,
            CloudEvent<TicketEvent> event,
            Notice notice,
            Instant now) {
        if (!now.isBefore(event.data().ticket().deadline())) {
            return settled(ticketId, event, notice, DeliveryState.EXPIRED, "expired");
        }
        if (memory.pushDenied()) {
            return settled(ticketId, event, notice, DeliveryState.SKIPPED, "push-denied");
        }
        return new PlannedDelivery(
                idOf(event),
                ticketId,
                event.data().ticket().version(),
                notice.type(),
                notice.content(),
                event.data().ticket().deadline(),
                DeliveryState.PLANNED,
                null,
                memory.reachable() ? now : null);
    }

    private static PlannedDelivery superseded(
            UUID ticketId, CloudEvent<TicketEvent> event, Notice notice) {
        return settled(ticketId, event, notice, DeliveryState.SUPERSEDED, "superseded");
    }

    private static PlannedDelivery settled(
            UUID ticketId,
            CloudEvent<TicketEvent> event,
            Notice notice,
            DeliveryState state,
            String why) {
        return new PlannedDelivery(
                idOf(event),
                ticketId,
                event.data().ticket().version(),
                notice.type(),
                notice.content(),
                event.data().ticket().deadline(),
                state,
                why,
                null);
    }

    /** One event, one notification: its id follows from the event's. */
    static UUID idOf(CloudEvent<TicketEvent> event) {
        return UUID.nameUUIDFromBytes(("delivery of " + event.id()).getBytes(UTF_8));
    }
}
