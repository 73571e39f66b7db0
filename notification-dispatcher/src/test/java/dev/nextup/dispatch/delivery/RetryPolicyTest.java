package dev.nextup.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.message.Content;
import dev.nextup.dispatch.message.TicketPlace;
import dev.nextup.dispatch.origin.Past;
import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.event.delivery.NotificationType;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final PushOutcome BUSY = new PushOutcome.TryLater(503, "http-503", null);

    @Test
    void each_outcome_has_its_end() {
        assertThat(after(1, false, new PushOutcome.Accepted(201)).state())
                .isEqualTo(DeliveryState.ACCEPTED);
        assertThat(after(1, false, new PushOutcome.Gone(410)).state())
                .isEqualTo(DeliveryState.GONE);
        assertThat(after(1, false, new PushOutcome.StaleKey(403)).state())
                .isEqualTo(DeliveryState.STALE_KEY);
        assertThat(after(1, false, new PushOutcome.Rejected(400, "http-400")).state())
                .isEqualTo(DeliveryState.REJECTED);
        assertThat(after(1, false, new PushOutcome.Expired()).state())
                .isEqualTo(DeliveryState.EXPIRED);
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 2000", "3, 4000", "5, 16000", "6, 30000", "60, 30000"})
    void pauses_double_up_to_a_limit_and_are_spread_over_all_of_it(int attempt, long ceiling) {
        assertThat(pause(attempt, 0)).isEqualTo(Duration.ZERO);
        assertThat(pause(attempt, 0.5)).isEqualTo(Duration.ofMillis(ceiling / 2));
        assertThat(pause(attempt, 0.999_999)).isLessThan(Duration.ofMillis(ceiling));
    }

    @Test
    void a_push_service_that_names_a_pause_gets_it() {
        PushOutcome asked = new PushOutcome.TryLater(429, "http-429", Duration.ofMinutes(2));

        Step step = RetryPolicy.after(claim(1, false, 300), asked, NOW, 0.5);

        assertThat(step.nextAttemptAt()).isEqualTo(NOW.plusSeconds(120));
    }

    @Test
    void a_push_service_that_asks_for_no_pause_gets_none_once() {
        PushOutcome atOnce = new PushOutcome.TryLater(503, "http-503", Duration.ZERO);

        assertThat(after(1, false, atOnce)).isEqualTo(new Step(DeliveryState.RETRYING, NOW));
        assertThat(after(2, false, atOnce).nextAttemptAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void what_could_only_be_tried_after_the_deadline_expires_now() {
        PushOutcome asked = new PushOutcome.TryLater(429, "http-429", Duration.ofMinutes(2));

        Step step = RetryPolicy.after(claim(1, false, 120), asked, NOW, 0);

        assertThat(step).isEqualTo(Step.end(DeliveryState.EXPIRED));
    }

    @Test
    void somebody_who_waits_for_the_answer_gets_one_attempt() {
        assertThat(after(1, true, BUSY).state()).isEqualTo(DeliveryState.ABANDONED);
    }

    @Test
    void random_answers_always_end_and_never_beyond_the_deadline() {
        Random random = new Random(8030);
        for (int round = 0; round < 2_000; round++) {
            Instant deadline = NOW.plusSeconds(1 + random.nextInt(600));
            Instant now = NOW;
            Step step = new Step(DeliveryState.RETRYING, now);
            for (int attempt = 1; step.state() == DeliveryState.RETRYING; attempt++) {
                Claim claim = claim(attempt, false, Duration.between(NOW, deadline).toSeconds());
                assertThat(now).isBefore(deadline);
                assertThat(attempt).isLessThan(5_000);
                step = RetryPolicy.after(claim, answer(random), now, random.nextDouble());
                // An attempt takes a while.
                now = step.nextAttemptAt() == null ? now : step.nextAttemptAt().plusMillis(1);
                if (!now.isBefore(deadline)) {
                    break;
                }
            }
        }
    }

    private static PushOutcome answer(Random random) {
        return random.nextInt(20) == 0
                ? new PushOutcome.Accepted(201)
                : new PushOutcome.TryLater(
                        503,
                        "http-503",
                        random.nextBoolean() ? null : Duration.ofSeconds(random.nextInt(60)));
    }

    private static Duration pause(int attempt, double random) {
        Step step = RetryPolicy.after(claim(attempt, false, 3_600), BUSY, NOW, random);
        assertThat(step.state()).isEqualTo(DeliveryState.RETRYING);
        return Duration.between(NOW, step.nextAttemptAt());
    }

    private static Step after(int attempt, boolean onRequest, PushOutcome outcome) {
        return RetryPolicy.after(claim(attempt, onRequest, 300), outcome, NOW, 0.5);
    }

    private static Claim claim(int attempt, boolean onRequest, long secondsLeft) {
        TicketPlace place =
                new TicketPlace(UUID.randomUUID(), "O", "B", "D", "S", "GEN-001", null, null, null);
        return new Claim(
                UUID.randomUUID(),
                UUID.randomUUID(),
                place.organizationId(),
                NotificationType.YOUR_TURN,
                attempt,
                onRequest,
                NOW.plusSeconds(secondsLeft),
                NOW,
                Content.of(place, NOW),
                new Recipient(UUID.randomUUID(), "https://push.example/x", "", "", "k"),
                Past.NONE,
                null);
    }
}
