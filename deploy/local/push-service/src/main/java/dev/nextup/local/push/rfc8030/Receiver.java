package dev.nextup.local.push.rfc8030;

/** The user agent behind a push subscription: a simulated browser, or a real one. */
public interface Receiver {

    /**
     * Takes a message and says how its sender is answered. Called on a worker thread, by several at
     * once.
     */
    Reply receive(PushMessage message);
}
