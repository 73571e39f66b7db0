package dev.nextup.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Starts parts at the same time and tells how it goes, also while it takes long. */
final class Startup {

    private static final int WAITING_LINE_EVERY_SECONDS = 5;

    private static final int LAST_LINES = 15;

    private final Terminal terminal;
    private final Executor executor;

    Startup(Terminal terminal, Executor executor) {
        this.terminal = terminal;
        this.executor = executor;
    }

    /**
     * Returns when all parts are ready.
     *
     * @throws StartFailure with the log's last lines as soon as one part fails
     */
    void startTogether(List<Part> parts) {
        Set<String> waitingFor = new ConcurrentSkipListSet<>();
        long begin = System.nanoTime();
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        CompletableFuture<Void> anyFailure = new CompletableFuture<>();
        for (Part part : parts) {
            waitingFor.add(part.name());
            CompletableFuture<Void> start =
                    CompletableFuture.runAsync(() -> startOne(part), executor)
                            .thenRun(() -> waitingFor.remove(part.name()));
            starts.add(start.whenComplete((done, failure) -> failFast(anyFailure, failure)));
        }
        CompletableFuture<Void> all =
                CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
        await(CompletableFuture.anyOf(all, anyFailure), waitingFor, begin);
    }

    private void startOne(Part part) {
        long begin = System.nanoTime();
        try {
            part.start().run();
        } catch (RuntimeException e) {
            throw failure(part, e);
        }
        terminal.done(part.name(), since(begin));
    }

    private void await(CompletableFuture<?> outcome, Set<String> waitingFor, long begin) {
        while (true) {
            try {
                outcome.get(WAITING_LINE_EVERY_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                terminal.line(
                        "  .. waiting for %s (%s)"
                                .formatted(
                                        String.join(", ", waitingFor),
                                        Terminal.seconds(since(begin))));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartFailure("Interrupted");
            } catch (ExecutionException e) {
                throw asStartFailure(e.getCause());
            }
        }
    }

    private static void failFast(CompletableFuture<Void> anyFailure, @Nullable Throwable failure) {
        if (failure != null) {
            anyFailure.completeExceptionally(failure);
        }
    }

    private static RuntimeException asStartFailure(@Nullable Throwable cause) {
        if (cause instanceof CompletionException wrapped) {
            return asStartFailure(wrapped.getCause());
        }
        return cause instanceof StartFailure failure
                ? failure
                : new StartFailure("Unexpected: " + cause);
    }

    private static StartFailure failure(Part part, RuntimeException cause) {
        List<String> lines = new ArrayList<>();
        lines.add(part.name() + " did not start: " + cause.getMessage());
        lines.add(
                "Its log is " + part.log() + (Files.exists(part.log()) ? "; the end of it:" : ""));
        lines.addAll(lastLines(part.log()));
        return new StartFailure(lines.toArray(String[]::new));
    }

    /** Not worth failing for: a log that cannot be read shows no lines. */
    static List<String> lastLines(Path log) {
        try {
            List<String> all = Files.readAllLines(log, StandardCharsets.UTF_8);
            return all.subList(Math.max(0, all.size() - LAST_LINES), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
