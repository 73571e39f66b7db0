package dev.nextup.dispatch.acknowledgement;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;

/** Reads the secret once, at start; what is wrong with it is said then, and quotes nothing. */
class AckKey {

    @Produces
    @Singleton
    @Startup
    AckTokens tokens(AckKeyConfig config) {
        try {
            byte[] secret = Files.readAllBytes(config.keyFile());
            try {
                return new AckTokens(secret);
            } finally {
                Arrays.fill(secret, (byte) 0);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "NEXTUP_ACK_KEY_FILE " + config.keyFile() + " is not usable", e);
        }
    }
}
