package dev.nextup.test.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The preferences of a Firefox that is tested: as {@code about:config} has them. */
final class FirefoxPreferences {

    /** Push and notifications work without Mozilla's service and without a desktop. */
    private static final Map<String, Object> PUSH =
            Map.of(
                    // Remote control turns push off otherwise, with much else.
                    "remote.prefs.recommended",
                    false,
                    "dom.push.testing.allowInsecureServerURL",
                    true,
                    // Firefox itself shows them: a desktop that does could not be asked.
                    "alerts.useSystemBackend",
                    false,
                    // Its question may be answered at once, not only half a second later.
                    "security.notification_enable_delay",
                    0,
                    // All of them are shown: else a fourth that stays waits for the others to go.
                    "dom.webnotifications.requireinteraction.count",
                    100,
                    // After a push service that was away, without a long wait.
                    "dom.push.retryBaseInterval",
                    500,
                    // It says where it listens only to those who want to hear everything.
                    "browser.dom.window.dump.enabled",
                    true,
                    "marionette.port",
                    0);

    /** Nothing but what the tests ask for goes over the network, and nothing is in the way. */
    private static final Map<String, Object> QUIET =
            Map.ofEntries(
                    Map.entry("app.normandy.enabled", false),
                    Map.entry("app.update.disabledForTesting", true),
                    Map.entry("browser.aboutwelcome.enabled", false),
                    Map.entry("browser.newtabpage.enabled", false),
                    Map.entry("browser.region.network.url", ""),
                    Map.entry("browser.safebrowsing.provider.google4.updateURL", ""),
                    Map.entry("browser.safebrowsing.provider.google5.updateURL", ""),
                    Map.entry("browser.safebrowsing.provider.mozilla.updateURL", ""),
                    Map.entry("browser.search.update", false),
                    Map.entry("browser.sessionstore.resume_from_crash", false),
                    Map.entry("browser.shell.checkDefaultBrowser", false),
                    Map.entry("browser.startup.homepage", "about:blank"),
                    Map.entry("browser.startup.page", 0),
                    Map.entry("browser.tabs.warnOnClose", false),
                    Map.entry("datareporting.healthreport.uploadEnabled", false),
                    Map.entry("datareporting.policy.dataSubmissionEnabled", false),
                    Map.entry("extensions.getAddons.cache.enabled", false),
                    Map.entry("extensions.systemAddon.update.enabled", false),
                    Map.entry("extensions.update.enabled", false),
                    Map.entry("media.gmp-manager.updateEnabled", false),
                    Map.entry("network.captive-portal-service.enabled", false),
                    Map.entry("network.connectivity-service.enabled", false),
                    Map.entry("services.settings.server", "data:,#remote-settings-dummy/v1"),
                    Map.entry("toolkit.telemetry.server", "data:,"),
                    Map.entry("toolkit.telemetry.reportingpolicy.firstRun", false));

    private final Map<String, Object> all = new TreeMap<>(QUIET);

    FirefoxPreferences() {
        all.putAll(PUSH);
    }

    void set(String name, Object value) {
        all.put(name, value);
    }

    void writeTo(Path profile) {
        String lines =
                all.entrySet().stream()
                        .map(each -> line(each.getKey(), each.getValue()))
                        .collect(Collectors.joining());
        try {
            Files.writeString(profile.resolve("user.js"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String name, Object value) {
        try {
            String json = new ObjectMapper().writeValueAsString(value);
            return "user_pref(\"" + name + "\", " + json + ");\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
