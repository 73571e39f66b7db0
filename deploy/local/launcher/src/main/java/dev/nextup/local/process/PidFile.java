package dev.nextup.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a child beside its log, for whoever starts next after we were killed.
 *
 * @param file where it is written
 * @param pid process id
 * @param startedAt start of the process: ids are used again, the pair is not
 * @param signal stops the process in order
 * @param orphanDelaySeconds the greater, the later it is stopped
 */
record PidFile(Path file, long pid, Instant startedAt, StopSignal signal, int orphanDelaySeconds) {

    /** File name's end; the rest is the log's name. */
    static final String SUFFIX = ".pid";

    /** The system derives start times from its uptime, which may shift when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static void write(ChildSpec spec, ProcessHandle process) {
        Path file = fileOf(spec);
        long millis = startOf(process).orElse(Instant.EPOCH).toEpochMilli();
        String line =
                "%d %d %s %d%n"
                        .formatted(
                                process.pid(),
                                millis,
                                spec.signal().name(),
                                spec.orphanDelaySeconds());
        try {
            Files.writeString(file, line);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** Empty when the file is not readable as one of ours, for instance cut short by a crash. */
    static Optional<PidFile> read(Path file) {
        try {
            List<String> words = List.of(Files.readString(file).strip().split(" ", -1));
            return Optional.of(
                    new PidFile(
                            file,
                            Long.parseLong(words.get(0)),
                            Instant.ofEpochMilli(Long.parseLong(words.get(1))),
                            StopSignal.valueOf(words.get(2)),
                            Integer.parseInt(words.get(3))));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The process, if it is still the same one. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(
                        handle ->
                                startOf(handle)
                                        .filter(start -> isNear(start, startedAt))
                                        .isPresent());
    }

    private static boolean isNear(Instant a, Instant b) {
        return Duration.between(a, b).abs().compareTo(TOLERANCE) <= 0;
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }

    private static Path fileOf(ChildSpec spec) {
        String log = String.valueOf(spec.log().getFileName());
        return spec.log().resolveSibling(log.replaceFirst("\\.log$", "") + SUFFIX);
    }
}
