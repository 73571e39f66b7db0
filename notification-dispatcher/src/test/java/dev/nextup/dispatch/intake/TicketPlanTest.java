package dev.nextup.dispatch.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.delivery.DeliveryState;
import dev.nextup.event.CloudEvent;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.event.ticket.CounterRef;
import dev.nextup.event.ticket.TicketApproaching;
import dev.nextup.event.ticket.TicketCalled;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.event.ticket.TicketCompleted;
import dev.nextup.event.ticket.TicketCreated;
import dev.nextup.event.ticket.TicketDelayed;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.event.ticket.TicketExpired;
import dev.nextup.event.ticket.TicketFacts;
import dev.nextup.event.ticket.TicketHeld;
import dev.nextup.event.ticket.TicketMissed;
import dev.nextup.event.ticket.TicketRequeued;
import dev.nextup.event.ticket.TicketServing;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.event.ticket.TicketTransferred;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TicketPlanTest {

    private static final UUID TICKET = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final CounterRef COUNTER = new CounterRef(UUID.randomUUID(), "Counter 3");
    private static final TicketMemory REACHABLE = new TicketMemory(0, false, true);

    static List<Arguments> everyEvent() {
        return List.of(
                Arguments.of(
                        new TicketCreated(facts(1), NOW, 4, 3), NotificationType.TICKET_CREATED),
                Arguments.of(
                        new TicketApproaching(facts(1), 2, 1), NotificationType.ALMOST_YOUR_TURN),
                Arguments.of(
                        new TicketCalled(facts(1), UUID.randomUUID(), 1, NOW, COUNTER),
                        NotificationType.YOUR_TURN),
                Arguments.of(new TicketServing(facts(1), NOW, COUNTER), null),
                Arguments.of(new TicketCompleted(facts(1), NOW, COUNTER), null),
                Arguments.of(new TicketMissed(facts(1), NOW), NotificationType.TICKET_MISSED),
                Arguments.of(new TicketHeld(facts(1), NOW), null),
                Arguments.of(
                        new TicketRequeued(facts(1), NOW, 1, TicketRequeued.Place.FIRST),
                        NotificationType.TICKET_REQUEUED),
                Arguments.of(new TicketDelayed(facts(1), NOW, 2, 5), null),
                Arguments.of(
                        new TicketTransferred(facts(1), NOW, UUID.randomUUID(), "Elsewhere", 3),
                        NotificationType.TICKET_TRANSFERRED),
                Arguments.of(cancelled(1, TicketCancelled.Reason.CUSTOMER), null),
                Arguments.of(
                        cancelled(1, TicketCancelled.Reason.STAFF),
                        NotificationType.TICKET_CANCELLED),
                Arguments.of(
                        cancelled(1, TicketCancelled.Reason.QUEUE_RESET),
                        NotificationType.QUEUE_RESET),
                Arguments.of(new TicketExpired(facts(1), NOW), null));
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void each_event_says_what_its_holder_must_hear(
            TicketEvent event, @Nullable NotificationType type) {
        TicketPlan plan = plan(REACHABLE, event).orElseThrow();

        assertThat(plan.facts()).isEqualTo(event.ticket());
        if (type == null) {
            assertThat(plan.deliveries()).isEmpty();
        } else {
            assertThat(plan.deliveries())
                    .singleElement()
                    .satisfies(
                            delivery -> {
                                assertThat(delivery.type()).isEqualTo(type);
                                assertThat(delivery.state()).isEqualTo(DeliveryState.PLANNED);
                                assertThat(delivery.nextAttemptAt()).isEqualTo(NOW);
                                assertThat(delivery.deadline())
                                        .isEqualTo(event.ticket().deadline());
                            });
        }
    }

    @Test
    void a_call_says_where_to_go() {
        PlannedDelivery delivery = only(plan(REACHABLE, called(2)));

        assertThat(delivery.content().counter().name()).isEqualTo("Counter 3");
        assertThat(delivery.content().counter().id()).isEqualTo(COUNTER.id());
    }

    @Test
    void what_has_no_browser_yet_waits_for_one() {
        PlannedDelivery delivery = only(plan(new TicketMemory(0, false, false), called(1)));

        assertThat(delivery.state()).isEqualTo(DeliveryState.PLANNED);
        assertThat(delivery.nextAttemptAt()).isNull();
    }

    @Test
    void a_holder_who_wants_no_push_gets_none() {
        PlannedDelivery delivery = only(plan(new TicketMemory(0, true, true), called(1)));

        assertThat(delivery.state()).isEqualTo(DeliveryState.SKIPPED);
        assertThat(delivery.error()).isEqualTo("push-denied");
    }

    @Test
    void what_comes_after_its_deadline_is_not_sent() {
        TicketFacts late = factsUntil(1, NOW);

        PlannedDelivery delivery =
                only(plan(REACHABLE, new TicketCalled(late, UUID.randomUUID(), 1, NOW, COUNTER)));

        assertThat(delivery.state()).isEqualTo(DeliveryState.EXPIRED);
    }

    @Test
    void of_several_events_only_the_last_is_worth_sending() {
        List<PlannedDelivery> deliveries =
                plan(REACHABLE, created(1), called(2), called(3)).orElseThrow().deliveries();

        assertThat(deliveries)
                .extracting(PlannedDelivery::state)
                .containsExactly(
                        DeliveryState.SUPERSEDED, DeliveryState.SUPERSEDED, DeliveryState.PLANNED);
    }

    @Test
    void an_event_that_says_nothing_takes_away_the_reason_for_what_came_before() {
        TicketPlan plan =
                plan(REACHABLE, called(1), cancelled(2, TicketCancelled.Reason.CUSTOMER))
                        .orElseThrow();

        assertThat(plan.deliveries())
                .singleElement()
                .extracting(PlannedDelivery::state)
                .isEqualTo(DeliveryState.SUPERSEDED);
    }

    @Test
    void a_version_that_is_not_higher_is_no_news() {
        TicketMemory memory = new TicketMemory(2, false, true);

        assertThat(plan(memory, created(1), called(2))).isEmpty();
        assertThat(plan(memory, created(1), called(3), called(3)).orElseThrow().deliveries())
                .singleElement()
                .extracting(PlannedDelivery::ticketVersion)
                .isEqualTo(3L);
    }

    @Test
    void the_same_event_is_the_same_notification_and_another_is_another() {
        CloudEvent<TicketEvent> call = envelope(called(1));

        UUID once = only(TicketPlan.of(TICKET, REACHABLE, List.of(call), NOW)).id();
        UUID again = only(TicketPlan.of(TICKET, REACHABLE, List.of(call), NOW)).id();
        UUID other = only(plan(REACHABLE, called(1))).id();

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    private static PlannedDelivery only(Optional<TicketPlan> plan) {
        List<PlannedDelivery> deliveries = plan.orElseThrow().deliveries();
        assertThat(deliveries).hasSize(1);
        return deliveries.get(0);
    }

    private static Optional<TicketPlan> plan(TicketMemory memory, TicketEvent... events) {
        return TicketPlan.of(
                TICKET, memory, Arrays.stream(events).map(TicketPlanTest::envelope).toList(), NOW);
    }

    private static CloudEvent<TicketEvent> envelope(TicketEvent event) {
        return CloudEvent.of(
                TicketEvents.TYPES, UUID.randomUUID(), "ticket-service", TICKET, NOW, event);
    }

    private static TicketEvent created(long version) {
        return new TicketCreated(facts(version), NOW, 1, 0);
    }

    private static TicketEvent called(long version) {
        return new TicketCalled(facts(version), UUID.randomUUID(), 1, NOW, COUNTER);
    }

    private static TicketEvent cancelled(long version, TicketCancelled.Reason reason) {
        return new TicketCancelled(facts(version), NOW, reason);
    }

    private static TicketFacts facts(long version) {
        return factsUntil(version, NOW.plusSeconds(300));
    }

    private static TicketFacts factsUntil(long version, Instant deadline) {
        return new TicketFacts(
                UUID.randomUUID(),
                "Demo Town Hall",
                "Main Hall",
                "Citizen Services",
                UUID.randomUUID(),
                "General Enquiries",
                "GEN-001",
                "en",
                null,
                TicketStatus.WAITING,
                version,
                deadline,
                null,
                null,
                null);
    }
}
