package dev.nextup.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Random sequences of steps. One that fails is replayed with ever fewer steps, each time from the
 * beginning; what is left is told with its seed. So a step must mean something in any sequence, and
 * each run must start from nothing.
 *
 * <p>{@code -Dnextup.seed} repeats a run, {@code -Dnextup.sequences} sets how many there are.
 */
public final class Sequences {

    private static final Duration SHRINKING = Duration.ofSeconds(60);

    private Sequences() {}

    /** The seed of this run: given, or of the moment. */
    public static long seed() {
        return Long.getLong("nextup.seed", System.nanoTime() & 0xffff_ffffL);
    }

    /** How many sequences to run. */
    public static int count(int byDefault) {
        return Integer.getInteger("nextup.sequences", byDefault);
    }

    /** Runs as many steps as {@code length}, drawn from {@code seed}. */
    public static <S> void check(
            long seed, int length, Function<Random, S> step, Consumer<List<S>> run) {
        Random random = new Random(seed);
        List<S> steps = Stream.generate(() -> step.apply(random)).limit(length).toList();
        if (failure(steps, run).isEmpty()) {
            return;
        }
        List<S> fewest = shrunk(steps, run);
        Throwable cause = failure(fewest, run).orElseGet(() -> failure(steps, run).orElseThrow());
        throw new AssertionError(
                "-Dnextup.seed=%d fails, also with these %d of its %d steps:\n%s\n%s"
                        .formatted(
                                seed,
                                fewest.size(),
                                length,
                                fewest.stream().map(S::toString).collect(Collectors.joining("\n")),
                                cause.getMessage()),
                cause);
    }

    /** Leaves out halves, quarters and so on, down to single steps, as long as it still fails. */
    private static <S> List<S> shrunk(List<S> steps, Consumer<List<S>> run) {
        Instant end = Instant.now().plus(SHRINKING);
        List<S> left = steps;
        for (int chunk = Math.max(1, steps.size() / 2); chunk >= 1; chunk /= 2) {
            for (int from = left.size() - chunk; from >= 0; from -= chunk) {
                List<S> fewer = new ArrayList<>(left.subList(0, from));
                fewer.addAll(left.subList(Math.min(from + chunk, left.size()), left.size()));
                if (Instant.now().isBefore(end) && failure(fewer, run).isPresent()) {
                    left = fewer;
                }
            }
        }
        return left;
    }

    private static <S> Optional<Throwable> failure(List<S> steps, Consumer<List<S>> run) {
        try {
            run.accept(steps);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e);
        }
    }
}
