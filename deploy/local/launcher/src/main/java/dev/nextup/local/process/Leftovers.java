package dev.nextup.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Children of an earlier run that was killed before it could stop them. */
public final class Leftovers {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private Leftovers() {}

    /**
     * Stops what is still running of the children whose logs are in {@code logs}, in order: first
     * what depends on others.
     *
     * @return names of the processes that had to be stopped
     */
    public static List<String> stop(Path logs) {
        TreeMap<Integer, List<PidFile>> byOrder =
                pidFiles(logs)
                        .collect(
                                Collectors.groupingBy(
                                        PidFile::orphanDelaySeconds,
                                        TreeMap::new,
                                        Collectors.toList()));
        List<String> stopped = new ArrayList<>();
        for (List<PidFile> together : byOrder.values()) {
            stopped.addAll(
                    together.parallelStream()
                            .map(Leftovers::stop)
                            .flatMap(Optional::stream)
                            .toList());
        }
        return stopped;
    }

    private static Optional<String> stop(PidFile pidFile) {
        Optional<ProcessHandle> process = pidFile.process();
        process.ifPresent(running -> Signals.stop(running, pidFile.signal(), STOP_LIMIT));
        delete(pidFile.file());
        return process.map(stopped -> nameOf(pidFile.file()));
    }

    private static Stream<PidFile> pidFiles(Path logs) {
        if (!Files.isDirectory(logs)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(logs)) {
            return files
                    .filter(file -> file.toString().endsWith(PidFile.SUFFIX))
                    .map(PidFile::read)
                    .flatMap(Optional::stream)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + logs, e);
        }
    }

    private static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - PidFile.SUFFIX.length());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }
}
