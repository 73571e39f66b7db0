package dev.nextup.test.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A browser as a process, with a directory of its own for its profile. At the end of this object,
 * or of the test run, all of the browser's processes and the directory are gone.
 */
final class BrowserProcess implements AutoCloseable {

    /** A machine with other work takes a quarter of it. */
    private static final int START_SECONDS = 60;

    private final Process process;
    private final Path directory;
    private final Thread killer;

    private BrowserProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        // A test run that is stopped must not leave a browser behind.
        this.killer = new Thread(() -> kill(process));
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** The executable: what the system property says, else the first of the names on the PATH. */
    static Optional<Path> find(String property, List<String> names) {
        String said = System.getProperty(property, "");
        if (!said.isEmpty()) {
            return Optional.of(Path.of(said));
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return names.stream()
                .flatMap(name -> Stream.of(path.split(":")).map(dir -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A fresh directory for a browser. */
    static Path newDirectory(String browser) {
        try {
            return Files.createTempDirectory("nextup-" + browser + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("No directory for " + browser, e);
        }
    }

    /**
     * @param directory deleted when this is closed
     */
    static BrowserProcess start(ProcessBuilder builder, Path directory) {
        try {
            return new BrowserProcess(builder.redirectErrorStream(true).start(), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(builder.command().get(0) + " does not start", e);
        }
    }

    /**
     * Waits until the browser says where it listens; all it says later is thrown away.
     *
     * @param before what stands before the address, in a line of its output
     * @throws IllegalStateException if it ends without, or takes longer than a minute; it is gone
     *     then
     */
    String address(String before) {
        CompletableFuture<Void> patience =
                CompletableFuture.runAsync(
                        () -> kill(process),
                        CompletableFuture.delayedExecutor(START_SECONDS, TimeUnit.SECONDS));
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int found = line.indexOf(before);
                if (found >= 0) {
                    drain(output);
                    return line.substring(found + before.length()).strip();
                }
                said.append(line).append('\n');
            }
        } catch (IOException e) {
            said.append(e);
        } finally {
            patience.cancel(false);
        }
        close();
        throw new IllegalStateException("The browser ended, or did not listen, and said:\n" + said);
    }

    private static void drain(BufferedReader output) {
        Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}));
        drain.setDaemon(true);
        drain.start();
    }

    @Override
    public void close() {
        kill(process);
        Runtime.getRuntime().removeShutdownHook(killer);
        deleteDirectory();
    }

    /** Its renderers are children of children. */
    private static void kill(Process process) {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteDirectory() {
        try {
            Files.walkFileTree(
                    directory,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path folder, @Nullable IOException failure) throws IOException {
                            Files.deleteIfExists(folder);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException leftForTheSystemToCleanUp) {
            // A process that is still ending may write into it.
        }
    }
}
