package dev.nextup.test.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a person sees of a page: its size, its colours, and pictures of it for us. */
public final class Screen {

    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Page page;
    private final Map<String, String> features = new TreeMap<>();

    Screen(Page page) {
        this.page = page;
    }

    public Screen is(Viewport viewport) {
        page.send(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width", viewport.width,
                        "height", viewport.height,
                        "deviceScaleFactor", viewport.scale(),
                        "mobile", viewport.mobile));
        page.send("Emulation.setTouchEmulationEnabled", Map.of("enabled", viewport.mobile));
        // The page is laid out anew with the next frame.
        page.evaluate(
                "await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))");
        return this;
    }

    public Screen isDark(boolean dark) {
        return prefers("prefers-color-scheme", dark ? "dark" : "light");
    }

    public Screen movesLittle() {
        return prefers("prefers-reduced-motion", "reduce");
    }

    /** As most people have it: what moves, moves. */
    public Screen movesFreely() {
        return prefers("prefers-reduced-motion", "no-preference");
    }

    private Screen prefers(String feature, String value) {
        features.put(feature, value);
        List<Map<String, String>> all =
                features.entrySet().stream()
                        .map(each -> Map.of("name", each.getKey(), "value", each.getValue()))
                        .toList();
        page.send("Emulation.setEmulatedMedia", Map.of("features", all));
        return this;
    }

    /**
     * A picture of the whole page, however long (of the window, while a dialog covers it), as
     * {@code target/screenshots/NAME.png} of the module. They are kept out of git; look at them. A
     * page that fits its window is taken as it is: Chromium shifts what it takes beyond the window
     * if it runs from right to left.
     */
    public Path picture(String name) {
        boolean whole =
                page.evaluate(
                                "return !document.querySelector('dialog[open]')"
                                        + " && document.documentElement.scrollHeight > innerHeight")
                        .asBoolean();
        String data =
                page.send(
                                "Page.captureScreenshot",
                                Map.of("format", "png", "captureBeyondViewport", whole))
                        .path("data")
                        .asText();
        try {
            Files.createDirectories(PICTURES);
            return Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode(data));
        } catch (IOException e) {
            throw new UncheckedIOException("No picture " + name, e);
        }
    }

    /** How far the page is wider than its window, in CSS pixels: 0, or people scroll sideways. */
    public int overflow() {
        return page.evaluate(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .asInt();
    }
}
