package dev.nextup.ticket.lifecycle;

import static dev.nextup.event.ticket.TicketStatus.CALLED;
import static dev.nextup.event.ticket.TicketStatus.COMPLETED;
import static dev.nextup.event.ticket.TicketStatus.SERVING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.Sequences;
import dev.nextup.ticket.lifecycle.Ticket.Decision;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever is asked of a ticket, in whatever order: it stays on the table of legal moves. */
class TicketSequenceTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");
    private static final int LENGTH = 200;
    private static final int MAX_RECALLS = 3;
    private static final int SEQUENCES = 500;

    @Test
    void no_sequence_of_commands_leads_off_the_table() {
        long seed = Sequences.seed();
        for (int i = 0; i < Sequences.count(SEQUENCES); i++) {
            Sequences.check(seed + i, LENGTH, Step::random, TicketSequenceTest::walk);
        }
    }

    private static void walk(List<Step> steps) {
        Ticket ticket = TicketTest.issued(BEGIN);
        Instant now = BEGIN;
        for (Step step : steps) {
            now = now.plus(step.later());
            Decision decision = step.on(ticket, now);
            assertThat(step.on(ticket, now)).as("decides without memory").isEqualTo(decision);
            if (decision instanceof Decision.Accepted accepted) {
                mustBeLegal(step, ticket, accepted.ticket(), now);
                ticket = accepted.ticket();
            } else {
                mustBeRefused(step, ticket, ((Decision.Refused) decision).rejection(), now);
            }
        }
    }

    private static void mustBeLegal(Step step, Ticket before, Ticket after, Instant now) {
        TicketCommand command = step.command();
        assertThat(TicketTest.LEGAL_FROM.get(command)).contains(before.status());
        assertThat(after.status()).isEqualTo(TicketTest.target(command, before.status()));
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.callCount() - before.callCount())
                .isEqualTo(Objects.equals(after.callId(), before.callId()) ? 0 : 1);
        assertThat(after.delays()).isBetween(before.delays(), Ticket.MAX_DELAYS);
        assertThat(List.of(after.id(), after.number(), after.arrival(), after.priority()))
                .isEqualTo(List.of(before.id(), before.number(), before.arrival(), 0));
        assertThat(after.completedAt() != null).isEqualTo(after.status() == COMPLETED);
        assertThat(after.counterId() == null || mayBeAtACounter(after)).isTrue();
        assertThat(after.status() != CALLED || after.callId() != null).isTrue();
        assertThat(before.status() != COMPLETED || canBeUndone(before, now)).isTrue();
    }

    private static void mustBeRefused(
            Step step, Ticket ticket, TicketRejection rejection, Instant now) {
        boolean legal =
                TicketTest.LEGAL_FROM.get(step.command()).contains(ticket.status())
                        && (ticket.status() != COMPLETED || canBeUndone(ticket, now));
        TicketRejection expected =
                switch (step.command()) {
                    case DELAY ->
                            ticket.delays() == Ticket.MAX_DELAYS
                                    ? TicketRejection.DELAY_LIMIT_REACHED
                                    : TicketRejection.INVALID_PLACES;
                    case RECALL -> TicketRejection.RECALL_LIMIT_REACHED;
                    case TRANSFER -> TicketRejection.TRANSFER_NOT_POSSIBLE;
                    default -> TicketRejection.ILLEGAL_TRANSITION;
                };
        assertThat(rejection).isEqualTo(legal ? expected : TicketRejection.ILLEGAL_TRANSITION);
        assertThat(legal && expected == TicketRejection.ILLEGAL_TRANSITION)
                .as("a legal move is refused")
                .isFalse();
    }

    private static boolean mayBeAtACounter(Ticket ticket) {
        return EnumSet.of(CALLED, SERVING, COMPLETED).contains(ticket.status());
    }

    private static boolean canBeUndone(Ticket ticket, Instant now) {
        Instant completedAt = ticket.completedAt();
        return completedAt != null && !now.isAfter(completedAt.plus(Ticket.UNDO));
    }

    /**
     * A command as it came.
     *
     * @param later than the one before
     * @param places to let pass, also too few and too many
     */
    record Step(TicketCommand command, Duration later, int places, UUID id) {

        static Step random(Random random) {
            TicketCommand[] all = TicketCommand.values();
            return new Step(
                    all[random.nextInt(all.length)],
                    Duration.ofMinutes(random.nextInt(7)),
                    random.nextInt(Ticket.MAX_PLACES + 2),
                    new UUID(random.nextLong(), random.nextLong()));
        }

        Decision on(Ticket ticket, Instant now) {
            BigDecimal place = BigDecimal.valueOf(places);
            UUID elsewhere = places % 2 == 0 ? id : ticket.serviceId();
            return switch (command) {
                case CALL_NEXT -> ticket.callNext(id, places % 2 == 0 ? id : null, now);
                case CALL -> ticket.call(id, places % 2 == 0 ? id : null, now);
                case RECALL -> ticket.recall(id, places % 2 == 0 ? MAX_RECALLS : null, now);
                case COMPLETE -> ticket.complete(now);
                case REQUEUE -> ticket.requeue(place, now);
                case TRANSFER -> ticket.transfer(elsewhere, places % 3 != 0);
                case DELAY -> ticket.delay(places, places % 2 == 0 ? null : place);
                case CONFIRM -> ticket.confirm(now);
                case DAY_END -> ticket.endDay(now);
                default -> TicketTest.apply(command, ticket);
            };
        }
    }
}
