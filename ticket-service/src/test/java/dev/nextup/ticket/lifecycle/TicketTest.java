package dev.nextup.ticket.lifecycle;

import static dev.nextup.event.ticket.TicketStatus.CALLED;
import static dev.nextup.event.ticket.TicketStatus.CANCELLED;
import static dev.nextup.event.ticket.TicketStatus.COMPLETED;
import static dev.nextup.event.ticket.TicketStatus.EXPIRED;
import static dev.nextup.event.ticket.TicketStatus.HELD;
import static dev.nextup.event.ticket.TicketStatus.NO_SHOW;
import static dev.nextup.event.ticket.TicketStatus.SERVING;
import static dev.nextup.event.ticket.TicketStatus.WAITING;
import static dev.nextup.ticket.lifecycle.TicketCommand.CALL;
import static dev.nextup.ticket.lifecycle.TicketCommand.CALL_NEXT;
import static dev.nextup.ticket.lifecycle.TicketCommand.CANCEL;
import static dev.nextup.ticket.lifecycle.TicketCommand.COMPLETE;
import static dev.nextup.ticket.lifecycle.TicketCommand.CONFIRM;
import static dev.nextup.ticket.lifecycle.TicketCommand.DAY_END;
import static dev.nextup.ticket.lifecycle.TicketCommand.DELAY;
import static dev.nextup.ticket.lifecycle.TicketCommand.HOLD;
import static dev.nextup.ticket.lifecycle.TicketCommand.RECALL;
import static dev.nextup.ticket.lifecycle.TicketCommand.REQUEUE;
import static dev.nextup.ticket.lifecycle.TicketCommand.RESET;
import static dev.nextup.ticket.lifecycle.TicketCommand.SERVE;
import static dev.nextup.ticket.lifecycle.TicketCommand.SKIP;
import static dev.nextup.ticket.lifecycle.TicketCommand.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.lifecycle.Ticket.Decision;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of legal moves, walked completely: every command from every state. */
class TicketTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID COUNTER = UUID.randomUUID();
    private static final UUID OTHER_SERVICE = UUID.randomUUID();
    private static final BigDecimal PLACE = new BigDecimal("41.5");

    /**
     * As the contract has it, written again on purpose: the test must not read the code's own
     * table.
     */
    static final Map<TicketCommand, Set<TicketStatus>> LEGAL_FROM =
            new EnumMap<>(
                    Map.ofEntries(
                            Map.entry(CALL_NEXT, EnumSet.of(WAITING)),
                            Map.entry(CALL, EnumSet.of(WAITING, HELD, NO_SHOW)),
                            Map.entry(RECALL, EnumSet.of(CALLED)),
                            Map.entry(SERVE, EnumSet.of(CALLED)),
                            Map.entry(COMPLETE, EnumSet.of(CALLED, SERVING)),
                            Map.entry(SKIP, EnumSet.of(WAITING, CALLED)),
                            Map.entry(HOLD, EnumSet.of(WAITING, CALLED)),
                            Map.entry(REQUEUE, EnumSet.of(HELD, NO_SHOW, CALLED, COMPLETED)),
                            Map.entry(TRANSFER, EnumSet.of(WAITING, CALLED, SERVING, HELD)),
                            Map.entry(CANCEL, EnumSet.of(WAITING, CALLED, HELD)),
                            Map.entry(DELAY, EnumSet.of(WAITING)),
                            Map.entry(RESET, EnumSet.of(WAITING, CALLED, HELD)),
                            Map.entry(DAY_END, EnumSet.of(WAITING, CALLED, SERVING, HELD, NO_SHOW)),
                            Map.entry(
                                    CONFIRM, EnumSet.of(WAITING, CALLED, SERVING, HELD, NO_SHOW))));

    static final Map<TicketCommand, TicketStatus> TARGET =
            new EnumMap<>(
                    Map.ofEntries(
                            Map.entry(CALL_NEXT, CALLED),
                            Map.entry(CALL, CALLED),
                            Map.entry(RECALL, CALLED),
                            Map.entry(SERVE, SERVING),
                            Map.entry(COMPLETE, COMPLETED),
                            Map.entry(SKIP, NO_SHOW),
                            Map.entry(HOLD, HELD),
                            Map.entry(REQUEUE, WAITING),
                            Map.entry(TRANSFER, WAITING),
                            Map.entry(CANCEL, CANCELLED),
                            Map.entry(RESET, CANCELLED),
                            Map.entry(DAY_END, EXPIRED),
                            Map.entry(DELAY, WAITING)));

    @ParameterizedTest
    @EnumSource(TicketCommand.class)
    void every_command_is_legal_from_exactly_the_states_of_the_contract(TicketCommand command) {
        for (TicketStatus status : TicketStatus.values()) {
            Decision decision = apply(command, in(status));
            if (LEGAL_FROM.get(command).contains(status)) {
                Ticket next = ((Decision.Accepted) decision).ticket();
                assertThat(next.status()).isEqualTo(target(command, status));
                assertThat(next.version()).isEqualTo(8);
                assertThat(((Decision.Accepted) decision).command()).isEqualTo(command);
            } else {
                assertThat(decision)
                        .as(command + " from " + status)
                        .isEqualTo(new Decision.Refused(TicketRejection.ILLEGAL_TRANSITION));
            }
        }
    }

    /** Who is being served when the day ends has been served: the one command with two ends. */
    static TicketStatus target(TicketCommand command, TicketStatus from) {
        return command == DAY_END && from == SERVING
                ? COMPLETED
                : TARGET.getOrDefault(command, from);
    }

    @Test
    void no_command_leads_out_of_an_expired_or_cancelled_ticket() {
        for (TicketCommand command : TicketCommand.values()) {
            assertThat(command.isLegalFrom(EXPIRED)).as(command.name()).isFalse();
            assertThat(command.isLegalFrom(CANCELLED)).as(command.name()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(TicketCommand.class)
    void number_priority_and_arrival_stay_for_life(TicketCommand command) {
        Ticket before = in(LEGAL_FROM.get(command).iterator().next());

        Ticket after = accepted(apply(command, before));

        assertThat(after.number()).isEqualTo(before.number());
        assertThat(after.priority()).isEqualTo(before.priority());
        assertThat(after.arrival()).isEqualTo(before.arrival());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
    }

    @ParameterizedTest
    @EnumSource(
            value = TicketCommand.class,
            names = {"SKIP", "HOLD", "REQUEUE", "TRANSFER", "CANCEL", "RESET", "DAY_END"})
    void what_leaves_its_counter_frees_it(TicketCommand command) {
        assertThat(accepted(apply(command, in(CALLED))).counterId()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = TicketCommand.class,
            names = {"SKIP", "HOLD"})
    void who_is_set_aside_has_not_said_to_be_here_until_they_say_so_again(TicketCommand command) {
        Ticket aside = accepted(apply(command, accepted(in(CALLED).confirm(NOW))));

        assertThat(aside.confirmedAt()).isNull();
        Ticket back = accepted(aside.confirm(NOW));
        assertThat(accepted(back.requeue(PLACE, NOW)).confirmedAt()).isEqualTo(NOW);
    }

    @Test
    void a_call_counts_and_has_its_own_id_counter_and_time() {
        UUID callId = UUID.randomUUID();

        Ticket called = accepted(in(WAITING).callNext(callId, COUNTER, NOW));

        assertThat(called.callId()).isEqualTo(callId);
        assertThat(called.callCount()).isEqualTo(3);
        assertThat(called.counterId()).isEqualTo(COUNTER);
        assertThat(called.calledAt()).isEqualTo(NOW);
    }

    @Test
    void a_recall_is_another_call_to_the_same_counter() {
        UUID callId = UUID.randomUUID();

        Ticket recalled = accepted(in(CALLED).recall(callId, 3, NOW));

        assertThat(recalled.callId()).isEqualTo(callId);
        assertThat(recalled.callCount()).isEqualTo(3);
        assertThat(recalled.counterId()).isEqualTo(COUNTER);
        assertThat(recalled.calledAt()).isEqualTo(NOW);
    }

    @Test
    void a_completed_ticket_remembers_its_counter() {
        Ticket completed = accepted(in(CALLED).complete(NOW));

        assertThat(completed.counterId()).isEqualTo(COUNTER);
        assertThat(completed.completedAt()).isEqualTo(NOW);
    }

    @Test
    void a_completion_can_be_taken_back_for_ten_minutes() {
        Ticket completed = accepted(in(CALLED).complete(NOW));

        Ticket waiting = accepted(completed.requeue(PLACE, NOW.plus(Ticket.UNDO)));

        assertThat(waiting.completedAt()).isNull();
        assertThat(waiting.movedTo()).isEqualTo(PLACE);
        assertThat(completed.requeue(PLACE, NOW.plus(Ticket.UNDO).plusMillis(1)))
                .isEqualTo(new Decision.Refused(TicketRejection.ILLEGAL_TRANSITION));
    }

    @Test
    void a_transferred_ticket_takes_the_place_of_its_arrival() {
        Ticket moved = accepted(in(HELD).requeue(PLACE, NOW));

        Ticket transferred = accepted(moved.transfer(OTHER_SERVICE, true));

        assertThat(transferred.movedTo()).isNull();
        assertThat(transferred.serviceId()).isEqualTo(OTHER_SERVICE);
    }

    @Test
    void a_ticket_stays_in_its_branch_and_is_not_moved_to_where_it_is() {
        Ticket waiting = in(WAITING);
        Decision notPossible = new Decision.Refused(TicketRejection.TRANSFER_NOT_POSSIBLE);

        assertThat(waiting.transfer(OTHER_SERVICE, false)).isEqualTo(notPossible);
        assertThat(waiting.transfer(waiting.serviceId(), true)).isEqualTo(notPossible);
    }

    @Test
    void others_may_pass_three_times() {
        Ticket ticket = in(WAITING);
        for (int i = 0; i < Ticket.MAX_DELAYS; i++) {
            ticket = accepted(ticket.delay(Ticket.MAX_PLACES, PLACE));
        }

        assertThat(ticket.delays()).isEqualTo(3);
        assertThat(ticket.delay(1, PLACE))
                .isEqualTo(new Decision.Refused(TicketRejection.DELAY_LIMIT_REACHED));
    }

    @Test
    void one_to_ten_may_pass_at_once() {
        Decision invalid = new Decision.Refused(TicketRejection.INVALID_PLACES);

        assertThat(in(WAITING).delay(0, PLACE)).isEqualTo(invalid);
        assertThat(in(WAITING).delay(11, PLACE)).isEqualTo(invalid);
        assertThat(in(WAITING).delay(1, PLACE)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void with_nobody_behind_a_delayed_ticket_stays_where_it_is() {
        Ticket moved = accepted(in(WAITING).delay(1, PLACE));

        assertThat(accepted(moved.delay(1, null)).movedTo()).isEqualTo(PLACE);
    }

    @Test
    void a_call_is_repeated_as_often_as_allowed_and_anew_once_the_ticket_has_waited_again() {
        Decision tooOften = new Decision.Refused(TicketRejection.RECALL_LIMIT_REACHED);
        Ticket once = accepted(in(CALLED).recall(UUID.randomUUID(), 1, NOW));

        assertThat(once.recall(UUID.randomUUID(), 1, NOW)).isEqualTo(tooOften);
        assertThat(once.recall(UUID.randomUUID(), null, NOW)).isInstanceOf(Decision.Accepted.class);
        assertThat(in(CALLED).recall(UUID.randomUUID(), 0, NOW)).isEqualTo(tooOften);
        Ticket aside = accepted(once.hold());
        Ticket calledFromAside = accepted(aside.call(UUID.randomUUID(), null, NOW));
        assertThat(calledFromAside.recall(UUID.randomUUID(), 1, NOW)).isEqualTo(tooOften);
        Ticket again =
                accepted(accepted(once.requeue(PLACE, NOW)).callNext(UUID.randomUUID(), null, NOW));
        assertThat(again.recalls()).isZero();
    }

    private static Ticket accepted(Decision decision) {
        return ((Decision.Accepted) decision).ticket();
    }

    static Decision apply(TicketCommand command, Ticket ticket) {
        UUID callId = UUID.randomUUID();
        return switch (command) {
            case CALL_NEXT -> ticket.callNext(callId, COUNTER, NOW);
            case CALL -> ticket.call(callId, COUNTER, NOW);
            case RECALL -> ticket.recall(callId, null, NOW);
            case SERVE -> ticket.serve();
            case COMPLETE -> ticket.complete(NOW);
            case SKIP -> ticket.skip();
            case HOLD -> ticket.hold();
            case REQUEUE -> ticket.requeue(PLACE, NOW);
            case TRANSFER -> ticket.transfer(OTHER_SERVICE, true);
            case CANCEL -> ticket.cancel();
            case DELAY -> ticket.delay(1, PLACE);
            case RESET -> ticket.reset();
            case DAY_END -> ticket.endDay(NOW);
            case CONFIRM -> ticket.confirm(NOW);
        };
    }

    /** As it is taken. */
    static Ticket issued(Instant at) {
        UUID id = UUID.randomUUID();
        UUID service = UUID.randomUUID();
        return new Ticket(
                id, id, service, "GEN-001", WAITING, 0, 42, null, 0, "en", null, null, 0, 0, at,
                null, null, null, null, 1);
    }

    private static Ticket in(TicketStatus status) {
        return new Ticket(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "GEN-001",
                status,
                1,
                42,
                null,
                0,
                "en",
                status == WAITING ? null : COUNTER,
                null,
                2,
                0,
                NOW.minusSeconds(60),
                null,
                null,
                status == COMPLETED ? NOW.minusSeconds(1) : null,
                null,
                7);
    }
}
