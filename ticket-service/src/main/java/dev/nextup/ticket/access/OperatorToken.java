package dev.nextup.ticket.access;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recognises the operator of the installation. Read once, at start. */
@Startup // an unusable file is told at start, not at the first request
@Singleton
public class OperatorToken {

    /** As long as 128 random bits in hexadecimal. */
    private static final int SHORTEST = 32;

    private static final String SCHEME = "Bearer ";

    private static final Problem UNAUTHORIZED =
            Problem.of(401, "unauthorized", "A valid token is required")
                    .withDetail("Send `Authorization: Bearer` with the operator's token.");

    /** Hashes have one length, so that comparing them tells nothing about the token's. */
    private final Optional<String> hash;

    OperatorToken(OperatorConfig config) {
        hash = config.tokenFile().map(OperatorToken::read).map(RandomSecret::hash);
    }

    /**
     * @throws RejectedException 401, also when the installation has no operator
     */
    public void require(@Nullable String authorization) {
        String given =
                authorization != null && authorization.startsWith(SCHEME)
                        ? authorization.substring(SCHEME.length()).strip()
                        : "";
        byte[] presented = RandomSecret.hash(given).getBytes(StandardCharsets.UTF_8);
        byte[] expected = hash.orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(presented, expected)) {
            throw new RejectedException(() -> UNAUTHORIZED);
        }
    }

    private static String read(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.length() >= SHORTEST) {
                return token;
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "NEXTUP_OPERATOR_TOKEN_FILE " + file + " is not readable", e);
        }
        throw new IllegalStateException(
                "NEXTUP_OPERATOR_TOKEN_FILE " + file + " holds less than 32 characters");
    }
}
