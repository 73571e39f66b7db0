package dev.nextup.test.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private final BrowserProcess process;
    private final DevTools devTools;

    private Chromium(BrowserProcess process) {
        this.process = process;
        this.devTools = new DevTools(URI.create(process.address("DevTools listening on ")));
    }

    /** The executable: what {@code nextup.chromium} says, else the first on the PATH. */
    public static Optional<Path> installed() {
        return BrowserProcess.find("nextup.chromium", NAMES);
    }

    /**
     * @throws IllegalStateException if there is none, saying how to get one
     */
    public static Chromium start() {
        Path executable = installed().orElseThrow(() -> new IllegalStateException(HOW_TO_GET));
        Path profile = BrowserProcess.newDirectory("chromium");
        ProcessBuilder builder = new ProcessBuilder(command(executable, profile));
        return new Chromium(BrowserProcess.start(builder, profile));
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
        process.close();
    }
}
