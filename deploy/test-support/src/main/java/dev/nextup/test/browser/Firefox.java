package dev.nextup.test.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine's own Firefox without a window, driven through Marionette: the browser whose push
 * service can be ours, so that a page's own subscription receives real, encrypted messages. One
 * person with one profile; for another start another.
 *
 * <pre>{@code
 * try (Firefox firefox = Firefox.withPushService("ws://localhost:8080/push/ws").start()) {
 *     FirefoxTab tab = firefox.newTab();
 *     tab.open("http://localhost:8080/");
 *     tab.click("#take");
 *     firefox.notifications();
 * }
 * }</pre>
 */
public final class Firefox implements AutoCloseable {

    static final String HOW_TO_GET =
            "These tests need a Firefox: on Debian `apt-get install firefox-esr`, elsewhere any"
                    + " Firefox on the PATH, or -Dnextup.firefox=/path/to/firefox.";

    private static final List<String> NAMES = List.of("firefox-esr", "firefox");

    private static final String WINDOW =
            "const front = Services.wm.getMostRecentWindow('navigator:browser');\n";

    private final BrowserProcess process;
    private final Marionette marionette;

    private Firefox(BrowserProcess process) {
        this.process = process;
        try {
            this.marionette =
                    new Marionette(Integer.parseInt(process.address("Listening on port ")));
        } catch (IOException e) {
            process.close();
            throw new UncheckedIOException("Firefox does not answer", e);
        }
    }

    /** The executable: what {@code nextup.firefox} says, else the first on the PATH. */
    public static Optional<Path> installed() {
        return BrowserProcess.find("nextup.firefox", NAMES);
    }

    /**
     * @param address of the WebSocket of a push service, {@code ws:} or {@code wss:}
     */
    public static Start withPushService(String address) {
        FirefoxPreferences preferences = new FirefoxPreferences();
        preferences.set("dom.push.serverURL", address);
        return new Start(preferences).allowingNotifications(true);
    }

    /** A new tab, in front. */
    public FirefoxTab newTab() {
        String handle =
                marionette
                        .send("WebDriver:NewWindow", Map.of("type", "tab", "focus", true))
                        .path("handle")
                        .asText();
        return new FirefoxTab(marionette, handle);
    }

    /**
     * A new tab, in front, of somebody else: nothing stored by one is there for the other, except
     * what is allowed.
     *
     * @param person 1 or more; the others are 0
     */
    public FirefoxTab newTabOf(int person) {
        List<String> before = handles();
        evaluatePrivileged(
                WINDOW
                        + "front.gBrowser.selectedTab = front.gBrowser.addTab('about:blank', {"
                        + "userContextId: "
                        + person
                        + ", triggeringPrincipal:"
                        + " Services.scriptSecurityManager.getSystemPrincipal()});");
        List<String> added = new ArrayList<>(handles());
        added.removeAll(before);
        return new FirefoxTab(marionette, added.get(0));
    }

    /** All open tabs, also those that a click on a notification has opened. */
    public List<FirefoxTab> tabs() {
        return handles().stream().map(handle -> new FirefoxTab(marionette, handle)).toList();
    }

    private List<String> handles() {
        List<String> handles = new ArrayList<>();
        marionette
                .send("WebDriver:GetWindowHandles", Map.of())
                .forEach(handle -> handles.add(handle.asText()));
        return handles;
    }

    /** Where the tab is that a person looks at. */
    public String urlInFront() {
        return evaluatePrivileged(WINDOW + "return front.gBrowser.selectedBrowser.currentURI.spec;")
                .asText();
    }

    /**
     * Answers the question whether a page may notify, with the button a person would press.
     *
     * @return false if nothing is asked now
     */
    public boolean answerQuestion(boolean allowed) {
        return evaluatePrivileged(
                        WINDOW
                                + "const panel = front.PopupNotifications.panel;\n"
                                + "const question = panel.state === 'open' ? panel"
                                + ".querySelector('#web-notifications-notification') : null;\n"
                                + "question?."
                                + (allowed ? "button" : "secondaryButton")
                                + ".click();\nreturn question !== null;")
                .asBoolean();
    }

    /** What is shown outside of all pages at this moment. */
    public List<Shown> notifications() {
        return new FirefoxAlerts(this).shown();
    }

    /**
     * Clicks on a notification that is shown.
     *
     * @throws IllegalStateException if none has this title
     */
    public void clickNotification(String title) {
        new FirefoxAlerts(this).click(title);
    }

    /** Puts away all notifications that are shown, as a person does who does not want them. */
    public void dismissNotifications() {
        new FirefoxAlerts(this).dismiss();
    }

    /** Forgets all that pages have stored and been allowed, workers and subscriptions too. */
    public void forgetEverything() {
        evaluatePrivileged(
                "await new Promise(onDataDeleted => Services.clearData.deleteData("
                        + "Ci.nsIClearDataService.CLEAR_ALL, {onDataDeleted}));");
    }

    /**
     * Runs the body of an async function with the rights of the browser itself.
     *
     * @return what it returns, as JSON
     */
    public JsonNode evaluatePrivileged(String body) {
        synchronized (marionette) {
            marionette.send("Marionette:SetContext", Map.of("value", "chrome"));
            try {
                return Scripts.run(marionette, body);
            } finally {
                marionette.send("Marionette:SetContext", Map.of("value", "content"));
            }
        }
    }

    @Override
    public void close() {
        marionette.close();
        process.close();
    }

    /**
     * A notification as a person sees it.
     *
     * @param title its first line
     * @param body the text below
     */
    public record Shown(String title, String body) {}

    /** What it is started with. */
    public static final class Start {

        private static final int ASK = 0;
        private static final int ALLOW = 1;
        private static final int DENY = 2;

        private final FirefoxPreferences preferences;

        private Start(FirefoxPreferences preferences) {
            this.preferences = preferences;
        }

        /** Whether every page may show notifications, or none; pages may unless this is said. */
        public Start allowingNotifications(boolean allowed) {
            return preference("permissions.default.desktop-notification", allowed ? ALLOW : DENY);
        }

        /** Each page has to ask first, as in any Firefox; see {@link Firefox#answerQuestion}. */
        public Start askingForNotifications() {
            return preference("permissions.default.desktop-notification", ASK);
        }

        /** A preference, as {@code about:config} has it: text, a number or a truth. */
        public Start preference(String name, Object value) {
            preferences.set(name, value);
            return this;
        }

        /**
         * @throws IllegalStateException if there is none, saying how to get one
         */
        public Firefox start() {
            Path executable = installed().orElseThrow(() -> new IllegalStateException(HOW_TO_GET));
            Path directory = BrowserProcess.newDirectory("firefox");
            Path profile = subdirectory(directory, "profile");
            preferences.writeTo(profile);
            ProcessBuilder builder = new ProcessBuilder(command(executable, profile));
            // Whoever's home it is: Firefox refuses one of another user, and leaves caches there.
            builder.environment().put("HOME", subdirectory(directory, "home").toString());
            builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
            return new Firefox(BrowserProcess.start(builder, directory));
        }

        private static List<String> command(Path executable, Path profile) {
            return List.of(
                    executable.toString(),
                    "--headless",
                    "--no-remote",
                    "--profile",
                    profile.toString(),
                    "--marionette",
                    // For the scripts that look at notifications.
                    "--remote-allow-system-access");
        }

        private static Path subdirectory(Path directory, String name) {
            try {
                return Files.createDirectory(directory.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
