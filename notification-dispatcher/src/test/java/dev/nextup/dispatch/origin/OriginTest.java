package dev.nextup.dispatch.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Expired;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    private static final Past PROVEN = new Past(true, null);
    private static final Past DOUBTED = new Past(true, Origin.DOUBTED);
    private static final PushOutcome ACCEPTED = new Accepted(201);
    private static final PushOutcome TIMEOUT = new TryLater(null, "timeout", null);
    private static final PushOutcome REFUSED = new Rejected(403, "http-403");
    private static final PushOutcome GONE = new Gone(410);

    private final Origin origin = new Origin();
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");

    @Test
    void each_message_on_the_wire_takes_a_place() {
        IntStream.range(0, Origin.PLACES).forEach(i -> origin.begin());

        assertThat(origin.free(now)).isZero();
        assertThat(origin.isPaused(now)).as("busy is not paused").isFalse();
        origin.end(UUID.randomUUID(), Past.NONE, ACCEPTED, now);
        assertThat(origin.free(now)).isEqualTo(1);
    }

    @Test
    void one_that_fails_for_several_people_gets_a_probe_after_a_pause() {
        answer(Breaker.FAILURES, Past.NONE, TIMEOUT);

        assertThat(origin.troubles()).containsExactly(Trouble.FAILING);
        assertThat(origin.free(now)).isZero();
        assertThat(origin.isPaused(now)).isTrue();
        later(Breaker.FIRST);
        assertThat(origin.free(now)).isEqualTo(1);
        origin.begin();
        assertThat(origin.free(now)).isZero();
        origin.end(UUID.randomUUID(), Past.NONE, ACCEPTED, now);
        assertThat(origin.free(now)).isEqualTo(Origin.PLACES);
        assertThat(origin.troubles()).isEmpty();
    }

    @Test
    void each_failed_probe_doubles_the_pause_up_to_the_longest() {
        answer(Breaker.FAILURES, Past.NONE, TIMEOUT);
        Duration pause = Breaker.FIRST;
        for (int i = 0; i < 8; i++) {
            later(pause);
            assertThat(origin.free(now)).isEqualTo(1);
            answer(1, Past.NONE, TIMEOUT);
            assertThat(origin.free(now)).isZero();
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(Breaker.LONGEST) > 0 ? Breaker.LONGEST : twice;
        }
        assertThat(pause).isEqualTo(Breaker.LONGEST);
    }

    @Test
    void what_it_asks_for_is_kept() {
        answer(Breaker.FAILURES, Past.NONE, new TryLater(503, "http-503", Duration.ofSeconds(20)));

        later(Duration.ofSeconds(19));
        assertThat(origin.free(now)).isZero();
        later(Duration.ofSeconds(1));
        assertThat(origin.free(now)).isEqualTo(1);
    }

    @Test
    void one_persons_endpoint_that_fails_stops_nobody_else() {
        UUID one = UUID.randomUUID();
        for (int i = 0; i < 100; i++) {
            answer(one, Past.NONE, TIMEOUT);
        }

        assertThat(origin.troubles()).isEmpty();
        assertThat(origin.free(now)).isEqualTo(Origin.PLACES);
    }

    @ParameterizedTest
    @ValueSource(ints = {406, 429})
    void one_that_tells_several_people_to_slow_down_is_left_alone_for_so_long(int status) {
        PushOutcome slower = new TryLater(status, "http-" + status, Duration.ofSeconds(20));
        answer(Breaker.FAILURES - 1, Past.NONE, slower);
        assertThat(origin.troubles()).isEmpty();

        answer(1, Past.NONE, slower);

        assertThat(origin.troubles()).containsExactly(Trouble.FAILING);
        later(Duration.ofSeconds(19));
        assertThat(origin.free(now)).isZero();
        later(Duration.ofSeconds(1));
        assertThat(origin.free(now)).isEqualTo(1);
    }

    @Test
    void one_person_who_is_told_to_slow_down_slows_nobody_else_down() {
        UUID one = UUID.randomUUID();
        for (int i = 0; i < 100; i++) {
            answer(one, Past.NONE, new TryLater(429, "http-429", Duration.ofSeconds(5)));
        }

        assertThat(origin.troubles()).isEmpty();
    }

    @Test
    void what_was_not_sent_says_nothing() {
        answer(Breaker.FAILURES - 1, Past.NONE, TIMEOUT);
        answer(1, Past.NONE, new Expired());
        answer(1, Past.NONE, new StaleKey(null));
        answer(1, Past.NONE, TIMEOUT);

        assertThat(origin.troubles()).containsExactly(Trouble.FAILING);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_key_refused_for_many_and_for_one_that_it_worked_for_stops_the_origin(int status) {
        PushOutcome refused = new Rejected(status, "http-" + status);
        for (int i = 1; i < KeyTrust.REFUSED; i++) {
            assertThat(answer(UUID.randomUUID(), Past.NONE, refused)).isEqualTo(refused);
        }
        assertThat(origin.free(now)).isEqualTo(Origin.PLACES);

        PushOutcome last = answer(UUID.randomUUID(), PROVEN, refused);

        assertThat(origin.troubles()).containsExactly(Trouble.KEY_REFUSED);
        assertThat(last)
                .as("our mistake is no reason to give it up")
                .isEqualTo(new TryLater(status, "http-" + status, KeyTrust.FIRST));
        assertThat(origin.free(now)).isZero();
        later(KeyTrust.FIRST);
        assertThat(origin.free(now)).isEqualTo(KeyTrust.PROBES);
        answer(1, Past.NONE, ACCEPTED);
        assertThat(origin.troubles()).isEmpty();
        assertThat(origin.free(now)).isEqualTo(Origin.PLACES);
    }

    @Test
    void a_refused_probe_begins_a_longer_pause() {
        answer(KeyTrust.REFUSED, PROVEN, REFUSED);
        later(KeyTrust.FIRST);
        answer(1, Past.NONE, REFUSED);

        later(KeyTrust.FIRST);
        assertThat(origin.free(now)).isZero();
        later(KeyTrust.FIRST);
        assertThat(origin.free(now)).isEqualTo(KeyTrust.PROBES);
    }

    @Test
    void a_key_refused_without_a_known_good_one_stops_nothing() {
        answer(100, Past.NONE, REFUSED);

        assertThat(origin.troubles()).isEmpty();
    }

    @Test
    void one_person_with_a_wrong_key_stops_nothing() {
        UUID one = UUID.randomUUID();
        for (int i = 0; i < 100; i++) {
            assertThat(answer(one, PROVEN, REFUSED)).isEqualTo(REFUSED);
        }

        assertThat(origin.troubles()).isEmpty();
    }

    @Test
    void a_few_refusals_among_many_acceptances_stop_nothing() {
        answer(20, PROVEN, ACCEPTED);
        answer(19, PROVEN, REFUSED);

        assertThat(origin.troubles()).isEmpty();
    }

    @Test
    void refusals_of_long_ago_do_not_count() {
        answer(KeyTrust.REFUSED - 1, PROVEN, REFUSED);
        later(KeyTrust.WINDOW);
        answer(1, PROVEN, REFUSED);

        assertThat(origin.troubles()).isEmpty();
    }

    @Test
    void a_wave_of_ended_subscriptions_must_be_said_twice() {
        for (int i = 1; i < GoneWave.GONE; i++) {
            assertThat(answer(UUID.randomUUID(), PROVEN, GONE)).isEqualTo(GONE);
        }
        UUID held = UUID.randomUUID();

        assertThat(answer(held, PROVEN, GONE))
                .isEqualTo(new TryLater(410, Origin.DOUBTED, GoneWave.RECONSIDERATION));
        assertThat(origin.troubles()).containsExactly(Trouble.GONE_WAVE);
        assertThat(answer(held, DOUBTED, GONE)).isEqualTo(GONE);
        assertThat(origin.free(now)).as("others are sent to").isEqualTo(Origin.PLACES);
    }

    @Test
    void when_most_are_alive_again_one_word_is_enough() {
        answer(GoneWave.GONE, PROVEN, GONE);
        answer(GoneWave.GONE + 2, PROVEN, ACCEPTED);

        assertThat(answer(UUID.randomUUID(), PROVEN, GONE)).isEqualTo(GONE);
        assertThat(origin.troubles()).isEmpty();
    }

    @Test
    void the_window_remembers_no_more_than_its_limit() {
        answer(LastAnswers.MOST, PROVEN, GONE);
        answer(LastAnswers.MOST, PROVEN, ACCEPTED);

        assertThat(answer(UUID.randomUUID(), PROVEN, GONE)).isEqualTo(GONE);
    }

    /** Whatever it answers: no place is lost, and it is asked again. */
    @Test
    void no_sequence_of_answers_loses_a_place_or_stops_it_for_ever() {
        PushOutcome[] all = {
            ACCEPTED, TIMEOUT, REFUSED, GONE, new StaleKey(403), new TryLater(429, "http-429", null)
        };
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Origin any = new Origin();
            for (int i = 0; i < 300; i++) {
                now = now.plusMillis(random.nextInt(5_000));
                int free = any.free(now);
                assertThat(free).isBetween(0, Origin.PLACES);
                if (free > 0) {
                    any.begin();
                    any.end(
                            new UUID(0, random.nextInt(30)),
                            random.nextBoolean() ? PROVEN : Past.NONE,
                            all[random.nextInt(all.length)],
                            now);
                }
            }
            now = now.plus(KeyTrust.LONGEST);
            assertThat(any.free(now)).as("seed %d", seed).isPositive();
            any.begin();
            any.end(UUID.randomUUID(), PROVEN, ACCEPTED, now);
            assertThat(any.free(now)).as("seed %d", seed).isEqualTo(Origin.PLACES);
        }
    }

    private void answer(int people, Past past, PushOutcome outcome) {
        IntStream.range(0, people).forEach(i -> answer(UUID.randomUUID(), past, outcome));
    }

    private PushOutcome answer(UUID subscription, Past past, PushOutcome outcome) {
        origin.begin();
        return origin.end(subscription, past, outcome, now);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }
}
