package dev.nextup.local.push.simulation;

import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import dev.nextup.local.push.rfc8030.PushSubscriptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All simulated browsers. There is a bound: the oldest is unsubscribed for a new one beyond it, so
 * a local run that was used for weeks never refuses, and its senders are told by 410.
 */
public final class SimulatedBrowsers {

    /** About a kilobyte each. */
    private static final int MOST = 5_000;

    private final PushSubscriptions subscriptions;
    private final @Nullable BrowserFile file;
    private final int most;
    private final Messages messages = new Messages();
    private final SecureRandom random = new SecureRandom();
    private final Map<UUID, SimulatedBrowser> browsers = new LinkedHashMap<>();

    SimulatedBrowsers(PushSubscriptions subscriptions, @Nullable BrowserFile file, int most) {
        this.subscriptions = subscriptions;
        this.file = file;
        this.most = most;
    }

    /**
     * Opens them, with those of an earlier run.
     *
     * @param directory where their identities are kept; null to keep nothing
     * @throws IOException if the directory cannot be read or written
     */
    public static SimulatedBrowsers open(PushSubscriptions subscriptions, @Nullable Path directory)
            throws IOException {
        return open(subscriptions, directory, MOST);
    }

    static SimulatedBrowsers open(
            PushSubscriptions subscriptions, @Nullable Path directory, int most)
            throws IOException {
        if (directory == null) {
            return new SimulatedBrowsers(subscriptions, null, most);
        }
        BrowserFile file = BrowserFile.in(directory);
        SimulatedBrowsers opened = new SimulatedBrowsers(subscriptions, file, most);
        file.load().forEach(opened::enter);
        return opened;
    }

    synchronized BrowserIdentity subscribe(byte @Nullable [] applicationServerKey) {
        BrowserIdentity identity = BrowserIdentity.generate(applicationServerKey, random);
        if (file != null) {
            file.add(identity);
        }
        enter(identity);
        if (browsers.size() > most) {
            unsubscribe(browsers.keySet().iterator().next());
        }
        return identity;
    }

    synchronized SimulatedBrowser find(UUID id) {
        SimulatedBrowser browser = browsers.get(id);
        if (browser == null) {
            throw new RefusedException(Reason.UNKNOWN_BROWSER, "No simulated browser has this id.");
        }
        return browser;
    }

    List<ReceivedMessage> messagesOf(UUID id) {
        return messages.of(find(id).identity().id());
    }

    synchronized void unsubscribe(UUID id) {
        BrowserIdentity identity = find(id).identity();
        if (file != null) {
            file.forget(id);
        }
        subscriptions.remove(identity.token());
        browsers.remove(id);
        messages.forget(id);
    }

    private void enter(BrowserIdentity identity) {
        SimulatedBrowser browser = new SimulatedBrowser(identity, messages);
        browsers.put(identity.id(), browser);
        subscriptions.add(identity.token(), identity.applicationServerKey(), browser);
    }
}
