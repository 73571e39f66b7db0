package dev.nextup.local.secret;

import java.nio.file.Path;

/** The secret by which services know each other: random octets, the same for all. */
public final class InternalKeys {

    private InternalKeys() {}

    /** The key file among {@code secrets}, made when it is missing. */
    public static Path file(SecretFiles secrets) {
        return secrets.random("internal.key");
    }
}
