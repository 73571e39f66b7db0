package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A push service's answer, and what it means for us (RFC 8030 section 5, RFC 8292 section 4.2, and
 * what services are known to do beyond).
 *
 * @param retryAfter the header as it came
 * @param ttl the header as it came: for how many seconds the message will be kept
 * @param body its beginning; only looked at for known reasons, never kept
 */
record PushAnswer(int status, @Nullable String retryAfter, @Nullable String ttl, String body) {

    private static final Set<Integer> ACCEPTED = Set.of(200, 201, 202, 204);

    /** The bridge to this phone carries less (RFC 8030 section 7.2 forbids it, some do it). */
    static final int TOO_LARGE = 413;

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

    PushOutcome outcome(Instant now) {
        if (ACCEPTED.contains(status)) {
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
        return ACCEPTED.contains(status)
                && ttl != null
                && ttl.matches("\\d{1,9}")
                && Integer.parseInt(ttl) < asked.seconds();
    }

    /** Seconds or a date (RFC 9110 section 10.2.3); nonsense counts as absent. */
    @Nullable Duration pause(Instant now) {
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
