package dev.nextup.test.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine's own Chromium without a window, driven through its DevTools protocol. One process
 * serves a whole test class; each {@link Page} has storage, workers and permissions of its own.
 *
 * <pre>{@code
 * try (Chromium chromium = Chromium.start(); Page page = chromium.newPage()) {
 *     page.open("http://localhost:8080/");
 *     page.evaluate("return document.title").asText();
 * }
 * }</pre>
 */
public final class Chromium implements AutoCloseable {

    static final String HOW_TO_GET =
            "These tests need a Chromium: on Debian and Ubuntu `apt-get install chromium`,"
                    + " elsewhere any Chromium or Chrome on the PATH, or"
                    + " -Dnextup.chromium=/path/to/chromium.";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final String ADDRESS = "DevTools listening on ";

    private final Process process;
    private final Path profile;
    private final Thread killer;
    private final DevTools devTools;

    private Chromium(Process process, Path profile) throws IOException {
        this.process = process;
        this.profile = profile;
        // A test run that is stopped must not leave a browser behind.
        this.killer = new Thread(() -> kill(process));
        Runtime.getRuntime().addShutdownHook(killer);
        this.devTools = new DevTools(URI.create(address(process)));
    }

    /** The executable: what {@code nextup.chromium} says, else the first on the PATH. */
    public static Optional<Path> installed() {
        String said = System.getProperty("nextup.chromium", "");
        if (!said.isEmpty()) {
            return Optional.of(Path.of(said));
        }
        String path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(":")).map(dir -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * @throws IllegalStateException if there is none, saying how to get one
     */
    public static Chromium start() {
        Path executable = installed().orElseThrow(() -> new IllegalStateException(HOW_TO_GET));
        try {
            Path profile = Files.createTempDirectory("nextup-chromium-");
            Process process =
                    new ProcessBuilder(command(executable, profile))
                            .redirectErrorStream(true)
                            .start();
            return new Chromium(process, profile);
        } catch (IOException e) {
            throw new UncheckedIOException("Chromium does not start", e);
        }
    }

    private static List<String> command(Path executable, Path profile) {
        List<String> command = new ArrayList<>();
        command.add(executable.toString());
        // As root, as in containers, its sandbox refuses to work; only our own pages are opened.
        command.add("--no-sandbox");
        command.addAll(List.of("--headless=new", "--disable-gpu", "--disable-dev-shm-usage"));
        // Nothing but what the tests ask for goes over the network.
        command.addAll(List.of("--disable-quic", "--disable-background-networking"));
        command.addAll(List.of("--disable-component-update", "--disable-sync", "--no-pings"));
        command.addAll(List.of("--no-first-run", "--no-default-browser-check", "--mute-audio"));
        command.addAll(List.of("--remote-debugging-port=0", "--user-data-dir=" + profile));
        command.add("about:blank");
        return command;
    }

    /** A page in a context of its own, as in a fresh private window. */
    public Page newPage() {
        String context =
                devTools.send("Target.createBrowserContext", Map.of())
                        .path("browserContextId")
                        .asText();
        return Page.in(devTools, context);
    }

    /** Product and version. */
    public String version() {
        JsonNode answer = devTools.send("Browser.getVersion", Map.of());
        return answer.path("product").asText();
    }

    @Override
    public void close() {
        devTools.close();
        kill(process);
        Runtime.getRuntime().removeShutdownHook(killer);
        deleteProfile();
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

    /** Waits for the line that tells the address; everything after it is thrown away. */
    private static String address(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ADDRESS)) {
                Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}));
                drain.setDaemon(true);
                drain.start();
                return line.substring(ADDRESS.length()).strip();
            }
            said.append(line).append('\n');
        }
        throw new IOException("Chromium ended and said:\n" + said);
    }

    private void deleteProfile() {
        try {
            Files.walkFileTree(
                    profile,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            Files.deleteIfExists(file);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path directory, @Nullable IOException failure) throws IOException {
                            Files.deleteIfExists(directory);
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException leftForTheSystemToCleanUp) {
            // A process that is still ending may write into it.
        }
    }
}
