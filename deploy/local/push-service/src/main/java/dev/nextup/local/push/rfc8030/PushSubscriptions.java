package dev.nextup.local.push.rfc8030;

import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens lead to a user agent, and which did once. Whoever adds subscriptions bounds their
 * number; the tokens of ended ones are bounded here.
 */
public final class PushSubscriptions {

    /** Older ones answer 404 instead of 410; a sender removes its subscription on either. */
    private static final int REMEMBERED_GONE = 10_000;

    private static final int TOKEN_OCTETS = 32;

    private final Map<String, PushSubscription> active = new HashMap<>();
    private final Set<String> gone = Collections.newSetFromMap(new Bounded());

    /** A token for a new push resource. */
    public static String newToken(SecureRandom random) {
        byte[] token = new byte[TOKEN_OCTETS];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /**
     * Opens a push resource.
     *
     * @param token the last segment of its address: unguessable, never used before
     * @param applicationServerKey the only key that may send, 65 octets; null if anybody may
     */
    public synchronized void add(
            String token, byte @Nullable [] applicationServerKey, Receiver receiver) {
        active.put(token, new PushSubscription(applicationServerKey, receiver));
    }

    /** Ends a push resource: it answers 410 from now on. */
    public synchronized void remove(String token) {
        if (active.remove(token) != null) {
            gone.add(token);
        }
    }

    /**
     * Finds the subscription of a token.
     *
     * @throws RefusedException if there is none (404) or no longer (410)
     */
    synchronized PushSubscription find(String token) {
        PushSubscription subscription = active.get(token);
        if (subscription != null) {
            return subscription;
        }
        if (gone.contains(token)) {
            throw new RefusedException(
                    Reason.SUBSCRIPTION_GONE,
                    "This browser has unsubscribed. Forget the endpoint.");
        }
        throw new RefusedException(
                Reason.UNKNOWN_SUBSCRIPTION, "No push subscription has this endpoint.");
    }

    private static final class Bounded extends LinkedHashMap<String, Boolean> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED_GONE;
        }
    }
}
