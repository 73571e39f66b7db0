package dev.nextup.local;

import dev.nextup.local.process.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Starts a part again when its process ends by itself, after a pause that doubles with each failure
 * in a row.
 */
final class Supervisor {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A part that ran this long was healthy: its next failure is a first one again. */
    private static final Duration HEALTHY = Duration.ofMinutes(1);

    private final Terminal terminal;
    private final ScheduledExecutorService executor;
    private final BooleanSupplier stopping;

    /**
     * @param stopping true once everything is being stopped: nothing is started from then on
     */
    Supervisor(Terminal terminal, ScheduledExecutorService executor, BooleanSupplier stopping) {
        this.terminal = terminal;
        this.executor = executor;
        this.stopping = stopping;
    }

    /** Watches the part's present process, and each that follows it. */
    void watch(Part part) {
        watch(part, FIRST_PAUSE);
    }

    private void watch(Part part, Duration pause) {
        part.process().get().ifPresent(child -> watch(part, child, pause));
    }

    private void watch(Part part, ChildProcess child, Duration pause) {
        long begin = System.nanoTime();
        var unused =
                child.onExit()
                        .thenAcceptAsync(
                                code -> {
                                    long lived = System.nanoTime() - begin;
                                    ended(
                                            part,
                                            code,
                                            lived > HEALTHY.toNanos() ? FIRST_PAUSE : pause);
                                },
                                executor);
    }

    private void ended(Part part, int code, Duration pause) {
        if (stopping.getAsBoolean()) {
            return;
        }
        terminal.problem(
                List.of(
                        "%s ended (exit code %d); starting it again in %s"
                                .formatted(part.name(), code, Terminal.seconds(pause)),
                        "Its log is " + part.log()));
        restartAfter(part, pause);
    }

    private void restartAfter(Part part, Duration pause) {
        var unused =
                executor.schedule(
                        () -> restart(part, longer(pause)),
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void restart(Part part, Duration nextPause) {
        if (stopping.getAsBoolean()) {
            return;
        }
        long begin = System.nanoTime();
        try {
            part.start().run();
            terminal.done(part.name() + " again", Duration.ofNanos(System.nanoTime() - begin));
            watch(part, nextPause);
        } catch (RuntimeException e) {
            if (stopping.getAsBoolean()) {
                return;
            }
            part.kill().run();
            terminal.problem(
                    List.of(
                            "%s did not start again; next attempt in %s"
                                    .formatted(part.name(), Terminal.seconds(nextPause)),
                            "Its log is " + part.log()));
            restartAfter(part, nextPause);
        }
    }

    static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
