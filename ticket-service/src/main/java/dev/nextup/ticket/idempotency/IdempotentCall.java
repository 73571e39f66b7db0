package dev.nextup.ticket.idempotency;

import dev.nextup.http.IdempotencyKey;
import java.util.Optional;
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

    /** The caller of commands that need no token; the key itself must then be hard to guess. */
    public static final String ANYBODY = "anybody";

    /**
     * The call, if the client sent a key.
     *
     * @throws dev.nextup.problem.RejectedException 400 {@code idempotency-key-invalid}
     */
    public static Optional<IdempotentCall> of(
            @Nullable String key, String caller, String method, String path, Object request) {
        if (key == null) {
            return Optional.empty();
        }
        return Optional.of(
                new IdempotentCall(
                        caller, method, path, IdempotencyKey.checked(key), request.toString()));
    }

    byte[] requestHash() {
        return IdempotencyKey.hash(request);
    }

    /** What makes it the same call, whatever its content. */
    Identity identity() {
        return new Identity(caller, method, path, key);
    }

    record Identity(String caller, String method, String path, String key) {}
}
