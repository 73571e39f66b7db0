package dev.nextup.ticket.idempotency;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One command that must happen once.
 *
 * @param caller stable name of the caller; keys of different callers never meet
 * @param method HTTP method
 * @param path path of the command
 * @param key what the client chose, 16 to 64 visible ASCII characters
 * @param request the command's own content; its SHA-256 tells a retry from a different command
 */
public record IdempotentCall(
        String caller, String method, String path, String key, String request) {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{16,64}");

    /** The caller of commands that need no token; the key itself must then be hard to guess. */
    public static final String ANYBODY = "anybody";

    /**
     * The call, if the client sent a key.
     *
     * @throws RejectedException 400 {@code idempotency-key-invalid}
     */
    public static Optional<IdempotentCall> of(
            @Nullable String key, String caller, String method, String path, Object request) {
        if (key == null) {
            return Optional.empty();
        }
        if (!KEY.matcher(key).matches()) {
            throw new RejectedException(
                    () ->
                            Problem.of(
                                            400,
                                            "idempotency-key-invalid",
                                            "The Idempotency-Key is not usable")
                                    .withDetail(
                                            "Send 16 to 64 visible ASCII characters, for example a UUID."));
        }
        return Optional.of(new IdempotentCall(caller, method, path, key, request.toString()));
    }

    byte[] requestHash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(request.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
