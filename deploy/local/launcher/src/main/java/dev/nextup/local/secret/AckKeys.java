package dev.nextup.local.secret;

import java.nio.file.Path;

/** The secret that notification-dispatcher derives its own keys from: random octets. */
public final class AckKeys {

    private AckKeys() {}

    /** The key file among {@code secrets}, made when it is missing. */
    public static Path file(SecretFiles secrets) {
        return secrets.random("ack.key");
    }
}
