package dev.nextup.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Time that passes only when somebody pauses: fifteen seconds take none. */
final class TestPace implements Pace {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));

    @Override
    public Instant now() {
        return now.get();
    }

    @Override
    public void pause(Duration duration) {
        now.updateAndGet(before -> before.plus(duration));
    }
}
