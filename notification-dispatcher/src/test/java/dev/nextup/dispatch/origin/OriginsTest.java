package dev.nextup.dispatch.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private static final String DOWN = "https://down.example";
    private static final String UP = "https://up.example";
    private static final PushOutcome TIMEOUT = new TryLater(null, "timeout", null);
    private static final int USUAL = 100;
    private static final int PLACES = 1_000;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-25T10:00:00Z"));
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Origins origins =
            new Origins(((InstantSource) now::get).withZone(ZoneOffset.UTC), registry);

    @Test
    void one_that_is_down_is_held_back_from_and_the_others_are_not() {
        answer(UP, Breaker.FAILURES, new Accepted(201));
        answer(DOWN, Breaker.FAILURES, TIMEOUT);

        assertThat(origins.limits(USUAL, PLACES)).isEqualTo(Map.of(DOWN, 0));
        assertThat(origins.isPaused(DOWN)).isTrue();
        assertThat(origins.isPaused(UP)).isFalse();
        now.updateAndGet(t -> t.plus(Breaker.FIRST));
        assertThat(origins.limits(USUAL, PLACES)).isEqualTo(Map.of(DOWN, 1));
    }

    @Test
    void one_that_hangs_takes_its_own_places_only() {
        IntStream.range(0, Origin.PLACES).forEach(i -> origins.begin(DOWN));

        assertThat(origins.limits(USUAL, PLACES)).isEqualTo(Map.of(DOWN, 0));
        assertThat(origins.isPaused(UP)).isFalse();
    }

    @Test
    void of_few_places_none_gets_more_than_half_of_what_the_others_leave() {
        IntStream.range(0, 4).forEach(i -> origins.begin(DOWN));

        assertThat(origins.limits(4, 8 - 4)).isEqualTo(Map.of(DOWN, 0));
        assertThat(origins.limits(4, 10 - 4)).isEqualTo(Map.of(DOWN, 1));
        answer(DOWN, 1, new Accepted(201));
        assertThat(origins.limits(4, 1_000 - 4)).isEmpty();
    }

    @Test
    void what_is_wrong_is_shown_until_it_is_over() {
        answer(DOWN, Breaker.FAILURES, TIMEOUT);

        assertThat(origins.troubled()).isEqualTo(Map.of(DOWN, "failing"));
        assertThat(troubled("failing")).isEqualTo(1);
        assertThat(troubled("key-refused")).isZero();
        answer(DOWN, 1, new Accepted(201));
        assertThat(origins.troubled()).isEmpty();
        assertThat(troubled("failing")).isZero();
    }

    @Test
    void invented_push_services_do_not_fill_the_memory() {
        IntStream.range(0, 5_000)
                .forEach(i -> answer("https://" + i + ".example", 1, new Accepted(201)));
        IntStream.range(0, Origin.PLACES).forEach(i -> origins.begin("https://one-more.example"));

        assertThat(origins.limits(USUAL, PLACES)).isEqualTo(Map.of("others", 0));
    }

    private void answer(String pushService, int people, PushOutcome outcome) {
        for (int i = 0; i < people; i++) {
            origins.begin(pushService);
            origins.end(pushService, UUID.randomUUID(), Past.NONE, outcome);
        }
    }

    private double troubled(String trouble) {
        return registry.get("nextup.push.services.troubled")
                .tag("trouble", trouble)
                .gauge()
                .value();
    }
}
