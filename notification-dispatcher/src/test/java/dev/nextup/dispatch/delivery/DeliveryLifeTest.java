package dev.nextup.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.message.Content;
import dev.nextup.dispatch.message.TicketPlace;
import dev.nextup.dispatch.origin.Past;
import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Expired;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.dispatch.webpush.Ttl;
import dev.nextup.event.delivery.NotificationType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever push services answer, in whatever order, and however long they take. */
class DeliveryLifeTest {

    private static final int LIVES = 2_000;
    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
    private static final TicketPlace PLACE =
            new TicketPlace(UUID.randomUUID(), "O", "B", "D", "S", "GEN-001", null, null, null);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void every_delivery_ends_in_time_and_is_accepted_once_at_most(boolean onRequest) {
        for (int seed = 0; seed < LIVES; seed++) {
            Random random = new Random(seed);
            Duration life = Duration.ofSeconds(1 + random.nextInt(600));
            Life lived = live(random, START.plus(life), onRequest);

            assertThat(lived.end().isSettled()).as("seed %d", seed).isTrue();
            assertThat(lived.ttls()).as("seed %d", seed).isSortedAccordingTo((a, b) -> b - a);
            assertThat(lived.ttls()).allMatch(ttl -> ttl >= 1 && ttl <= life.toSeconds());
            assertThat(lived.accepted())
                    .as("seed %d", seed)
                    .isEqualTo(lived.end() == DeliveryState.ACCEPTED ? 1 : 0);
            assertThat(lived.lastAt()).as("seed %d", seed).isBefore(START.plus(life));
            if (onRequest) {
                assertThat(lived.attempts()).isEqualTo(1);
            }
        }
    }

    /** As the worker does: an attempt, its result, and the next when it is due. */
    private static Life live(Random random, Instant deadline, boolean onRequest) {
        Instant now = START;
        Instant last = START;
        List<Integer> ttls = new ArrayList<>();
        int accepted = 0;
        for (int attempt = 1; ; attempt++) {
            Optional<Ttl> ttl = Ttl.until(deadline, now);
            PushOutcome outcome = ttl.isEmpty() ? new Expired() : any(random);
            ttl.ifPresent(left -> ttls.add(left.seconds()));
            last = ttl.isPresent() ? now : last;
            accepted += outcome instanceof Accepted ? 1 : 0;
            now = now.plusMillis(random.nextInt(10_000));
            Step step =
                    RetryPolicy.after(
                            claim(attempt, onRequest, deadline), outcome, now, random.nextDouble());
            assertThat(DeliveryState.SENDING.mayBecome(step.state())).isTrue();
            if (step.nextAttemptAt() == null) {
                return new Life(step.state(), attempt, ttls, accepted, last);
            }
            assertThat(step.nextAttemptAt()).isBetween(now, deadline);
            // A worker is never early, and time always passes before it is there.
            now = step.nextAttemptAt().plusMillis(1 + random.nextInt(200));
        }
    }

    /** Mostly what makes it go on. */
    private static PushOutcome any(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> new Accepted(201);
            case 1 -> new Gone(410);
            case 2 -> new StaleKey(403);
            case 3 -> new Rejected(400, "http-400");
            case 4, 5, 6 -> new TryLater(503, "http-503", Duration.ofDays(random.nextInt(3)));
            case 7, 8, 9 -> new TryLater(429, "http-429", Duration.ofSeconds(random.nextInt(90)));
            default -> new TryLater(null, "timeout", null);
        };
    }

    private static Claim claim(int attempt, boolean onRequest, Instant deadline) {
        return new Claim(
                UUID.randomUUID(),
                UUID.randomUUID(),
                PLACE.organizationId(),
                NotificationType.YOUR_TURN,
                attempt,
                onRequest,
                deadline,
                START,
                Content.of(PLACE, START),
                new Recipient(UUID.randomUUID(), "https://push.example/x", "", "", "k"),
                Past.NONE,
                null);
    }

    private record Life(
            DeliveryState end, int attempts, List<Integer> ttls, int accepted, Instant lastAt) {}
}
