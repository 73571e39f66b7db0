package dev.nextup.dispatch.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A push service's answer, and what it means for us (RFC 8030 section 5, RFC 8292 section 4.2, and
 * what services are known to do beyond).
 *
 * @param retryAfter the header as it came
 * @param ttl the header as it came: for how many seconds the message will be kept
 * @param message {@code Location} or {@code apns-id} as it came: names the message; only its hash
 *     is kept, since whoever knows a message's address may have rights to it
 * @param body its beginning; only looked at for known reasons, never kept
 */
record PushAnswer(
        int status,
        @Nullable String retryAfter,
        @Nullable String ttl,
        @Nullable String message,
        String body) {

    private static final Set<Integer> ACCEPTED = Set.of(200, 201, 202, 204);

    /** The bridge to this phone carries less (RFC 8030 section 7.2 forbids it, some do it). */
    static final int TOO_LARGE = 413;

    private static final int UNAVAILABLE = 503;
    private static final Set<Integer> GONE = Set.of(404, 410);
    private static final Set<Integer> MAY_MEAN_OTHER_KEY = Set.of(400, 401, 403);

    /** 406 is a throttle of one service; the others say themselves that they pass. */
    private static final Set<Integer> PASSING = Set.of(406, 408, 425, 429);

    /** Apple's reason, that of Google's service, and that of our local push service. */
    private static final List<String> OTHER_KEY =
            List.of(
                    "VapidPkHashMismatch",
                    "do not correspond to the credentials used to create the subscriptions",
                    "vapid-key-mismatch");

    /** Nobody holds a message back for longer, whatever is asked. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    /** Octets of a hash, enough to tell all messages apart. */
    private static final int RECEIPT = 16;

    PushReply reply(Instant now) {
        return isAccepted()
                ? new PushReply(outcome(now), null, receipt(), seconds())
                : new PushReply(outcome(now), PushReasons.in(body), null, null);
    }

    PushOutcome outcome(Instant now) {
        if (isAccepted()) {
            return new Accepted(status);
        }
        if (GONE.contains(status)) {
            return new Gone(status);
        }
        if (PASSING.contains(status) || status >= 500) {
            return new TryLater(status, "http-" + status, pause(now));
        }
        if (MAY_MEAN_OTHER_KEY.contains(status) && OTHER_KEY.stream().anyMatch(body::contains)) {
            return new StaleKey(status);
        }
        // Redirects too: an endpoint is where it is, and a redirect may lead anywhere.
        return new Rejected(status, "http-" + status);
    }

    /** Whether the push service took it and gives it up before it has to. */
    boolean keepsLessThan(Ttl asked) {
        Integer kept = seconds();
        return isAccepted() && kept != null && kept < asked.seconds();
    }

    private boolean isAccepted() {
        return ACCEPTED.contains(status);
    }

    private @Nullable Integer seconds() {
        return ttl != null && ttl.matches("\\d{1,9}") ? Integer.valueOf(ttl) : null;
    }

    private @Nullable String receipt() {
        if (message == null) {
            return null;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(message.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, RECEIPT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Seconds or a date (RFC 9110 section 10.2.3); nonsense counts as absent. A reason that says
     * "at once" is about this very request, so it outweighs the header, which comes with all.
     */
    @Nullable Duration pause(Instant now) {
        if (status == UNAVAILABLE && PushReasons.errno(body).orElse(0) == PushReasons.AT_ONCE) {
            return Duration.ZERO;
        }
        if (retryAfter == null) {
            return null;
        }
        String text = retryAfter.strip();
        if (text.matches("\\d{1,9}")) {
            return bounded(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant date =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return bounded(Duration.between(now, date));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration bounded(Duration pause) {
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
