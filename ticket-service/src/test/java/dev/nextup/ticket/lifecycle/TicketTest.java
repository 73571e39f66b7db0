package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.lifecycle.Ticket.Decision;
import java.time.Instant;
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

    /**
     * As the contract has it, written again on purpose: the test must not read the code's own
     * table.
     */
    private static final Map<TicketCommand, Set<TicketStatus>> LEGAL_FROM =
            Map.of(
                    TicketCommand.CALL_NEXT, EnumSet.of(TicketStatus.WAITING),
                    TicketCommand.COMPLETE, EnumSet.of(TicketStatus.CALLED, TicketStatus.SERVING),
                    TicketCommand.SKIP, EnumSet.of(TicketStatus.WAITING, TicketStatus.CALLED));

    private static final Map<TicketCommand, TicketStatus> TARGET =
            Map.of(
                    TicketCommand.CALL_NEXT, TicketStatus.CALLED,
                    TicketCommand.COMPLETE, TicketStatus.COMPLETED,
                    TicketCommand.SKIP, TicketStatus.NO_SHOW);

    @ParameterizedTest
    @EnumSource(TicketCommand.class)
    void every_command_is_legal_from_exactly_the_states_of_the_contract(TicketCommand command) {
        for (TicketStatus status : TicketStatus.values()) {
            Decision decision = apply(command, in(status));
            if (LEGAL_FROM.get(command).contains(status)) {
                assertThat(decision)
                        .isInstanceOfSatisfying(
                                Decision.Accepted.class,
                                accepted -> {
                                    assertThat(accepted.ticket().status())
                                            .isEqualTo(TARGET.get(command));
                                    assertThat(accepted.ticket().version()).isEqualTo(8);
                                });
            } else {
                assertThat(decision)
                        .isEqualTo(new Decision.Refused(TicketRejection.ILLEGAL_TRANSITION));
            }
        }
    }

    @Test
    void a_call_counts_and_has_its_own_id_counter_and_time() {
        UUID callId = UUID.randomUUID();

        Ticket called =
                ((Decision.Accepted) in(TicketStatus.WAITING).call(callId, COUNTER, NOW)).ticket();

        assertThat(called.callId()).isEqualTo(callId);
        assertThat(called.callCount()).isEqualTo(3);
        assertThat(called.counterId()).isEqualTo(COUNTER);
        assertThat(called.calledAt()).isEqualTo(NOW);
    }

    @Test
    void a_skipped_ticket_frees_its_counter_and_a_completed_one_remembers_it() {
        Ticket skipped = ((Decision.Accepted) in(TicketStatus.CALLED).skip()).ticket();
        Ticket completed = ((Decision.Accepted) in(TicketStatus.CALLED).complete(NOW)).ticket();

        assertThat(skipped.counterId()).isNull();
        assertThat(completed.counterId()).isEqualTo(COUNTER);
        assertThat(completed.completedAt()).isEqualTo(NOW);
    }

    @Test
    void number_priority_and_arrival_stay_for_life() {
        Ticket before = in(TicketStatus.WAITING);

        Ticket after = ((Decision.Accepted) before.call(UUID.randomUUID(), null, NOW)).ticket();

        assertThat(after.number()).isEqualTo(before.number());
        assertThat(after.priority()).isEqualTo(before.priority());
        assertThat(after.arrival()).isEqualTo(before.arrival());
    }

    private static Decision apply(TicketCommand command, Ticket ticket) {
        return switch (command) {
            case CALL_NEXT -> ticket.call(UUID.randomUUID(), COUNTER, NOW);
            case COMPLETE -> ticket.complete(NOW);
            case SKIP -> ticket.skip();
        };
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
                "en",
                status == TicketStatus.WAITING ? null : COUNTER,
                null,
                2,
                NOW.minusSeconds(60),
                null,
                null,
                7);
    }
}
