package dev.nextup.test.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What the browser finds of a page as an app to install.
 *
 * @param manifest the address of its manifest, empty if it names none
 * @param manifestErrors what is wrong in there
 * @param obstacles why it would not be installed, by the ids of the DevTools protocol
 */
public record Installability(String manifest, List<String> manifestErrors, List<String> obstacles) {

    public static Installability of(Page page) {
        JsonNode manifest = page.send("Page.getAppManifest", Map.of());
        JsonNode found = page.send("Page.getInstallabilityErrors", Map.of());
        return new Installability(
                manifest.path("url").asText(),
                manifest.path("errors").findValuesAsText("message"),
                found.path("installabilityErrors").findValuesAsText("errorId"));
    }
}
