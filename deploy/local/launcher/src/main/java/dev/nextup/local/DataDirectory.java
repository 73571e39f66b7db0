package dev.nextup.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where one instance of the local run keeps everything; one launcher at a time. */
final class DataDirectory {

    /** All that is ever ours in it: a reset deletes this and nothing else. */
    private static final List<String> CONTENT =
            List.of("postgres", "kafka", "push-service", "secrets", "logs");

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the directory if need be and keeps others out until this process ends.
     *
     * @throws StartFailure if it cannot be written or another launcher uses it
     */
    static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(
                            path.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartFailure(
                        "The data directory is in use by another `up`: " + path,
                        "Stop that one (Ctrl-C), or give this one its own: --data DIR --port N");
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new StartFailure(
                    "Cannot write to the data directory " + path + " (" + e + ")",
                    "Choose another one: --data DIR");
        }
    }

    Path path() {
        return path;
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path pushService() {
        return path.resolve("push-service");
    }

    Path secrets() {
        return path.resolve("secrets");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    boolean isLocked() {
        return lock.isOpen();
    }

    /** Deletes all data; call it when nothing works on them any more. */
    void reset() {
        CONTENT.stream().map(path::resolve).forEach(DataDirectory::delete);
    }

    /** Keeps each log of the last run as {@code .log.1} and begins new ones. */
    void rotateLogs() {
        try {
            Files.createDirectories(logs());
            try (Stream<Path> files = Files.list(logs())) {
                for (Path log : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                    Path old = log.resolveSibling(log.getFileName() + ".1");
                    Files.move(log, old, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot rotate the logs in " + logs(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory, e);
        }
    }
}
