package dev.nextup.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A running child: stopped on request, or by its guard when this process is gone. */
public final class ChildProcess {

    private final ChildSpec spec;
    private final Process process;

    private ChildProcess(ChildSpec spec, Process process) {
        this.spec = spec;
        this.process = process;
    }

    /**
     * Starts {@code spec} in a new session.
     *
     * @throws UncheckedIOException if the program cannot be started or the log cannot be written
     */
    public static ChildProcess start(ChildSpec spec) {
        return start(spec, List.of());
    }

    /**
     * Starts {@code spec} in a new session.
     *
     * @param prefix goes between the session and the guarded command, such as {@code unshare -U}
     * @throws UncheckedIOException if the program cannot be started or the log cannot be written
     */
    public static ChildProcess start(ChildSpec spec, List<String> prefix) {
        List<String> command = new ArrayList<>(Sessions.prefix());
        command.addAll(prefix);
        command.addAll(Guard.wrap(spec));
        Path directory = Objects.requireNonNull(spec.log().toAbsolutePath().getParent());
        try {
            Files.createDirectories(directory);
            ProcessBuilder builder = new ProcessBuilder(command);
            // Not the caller's directory: Quarkus would read a .env file that happens to lie there.
            builder.directory(directory.toFile());
            builder.environment().putAll(spec.environment());
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            Process process = builder.start();
            PidFile.write(spec, process.toHandle());
            return new ChildProcess(spec, process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + spec.name(), e);
        }
    }

    public String name() {
        return spec.name();
    }

    public Path log() {
        return spec.log();
    }

    /** The id of the program itself, not of a wrapper around it. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Completes with the exit code, 128 + signal number after a signal. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /**
     * Asks the process to stop and waits; kills it when the grace period is over.
     *
     * @return true if it stopped by itself
     */
    public boolean stop(Duration grace) {
        return Signals.stop(process.toHandle(), spec.signal(), grace);
    }

    /** SIGKILL, as a crash would be; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
