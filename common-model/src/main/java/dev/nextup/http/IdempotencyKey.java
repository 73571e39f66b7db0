package dev.nextup.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.regex.Pattern;

/** What a client calls a command that must happen once: the rules that all services share. */
public final class IdempotencyKey {

    /** For so long an answer is repeated. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{16,64}");

    private IdempotencyKey() {}

    /**
     * The key, if it is one.
     *
     * @throws RejectedException 400 {@code idempotency-key-invalid}
     */
    public static String checked(String key) {
        if (!FORM.matcher(key).matches()) {
            throw new RejectedException(
                    () ->
                            Problem.of(
                                            400,
                                            "idempotency-key-invalid",
                                            "The Idempotency-Key is not usable")
                                    .withDetail(
                                            "Send 16 to 64 visible ASCII characters, for example a UUID."));
        }
        return key;
    }

    /** Tells a retry from a different command: SHA-256. */
    public static byte[] hash(String request) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(request.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** 422 {@code idempotency-key-reused}. */
    public static RejectedException reused() {
        return new RejectedException(
                () ->
                        Problem.of(
                                        422,
                                        "idempotency-key-reused",
                                        "The Idempotency-Key was used for another request")
                                .withDetail(
                                        "Use a new key for a new command; repeat a key only with the same body."));
    }
}
