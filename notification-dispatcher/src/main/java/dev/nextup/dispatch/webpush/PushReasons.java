package dev.nextup.dispatch.webpush;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a push service says no, in words of a list: what else it says may quote an endpoint, and
 * whoever invents an endpoint chooses the words of its answers.
 */
final class PushReasons {

    /** Mozilla's: try again at once. Its 201 asks for the pauses that are usual anyway. */
    static final int AT_ONCE = 202;

    /** Apple's words, then those of our local push service that a sender can be the cause of. */
    private static final List<String> KNOWN =
            List.of(
                    "BadAuthorizationHeader",
                    "BadDeviceToken",
                    "BadJwtToken",
                    "BadPath",
                    "BadTtl",
                    "BadUrgency",
                    "BadVapidPublicKey",
                    "BadWebPushRequest",
                    "BadWebPushTopic",
                    "ExpiredToken",
                    "IdleTimeout",
                    "InternalServerError",
                    "MethodNotAllowed",
                    "PayloadTooLarge",
                    "ServiceUnavailable",
                    "Shutdown",
                    "TooManyRequests",
                    "Unregistered",
                    "VapidPkHashMismatch",
                    "content-encoding-missing",
                    "content-encoding-repeated",
                    "content-encoding-unsupported",
                    "identical-keys",
                    "legacy-encryption-headers",
                    "record-size-invalid",
                    "sender-key-invalid",
                    "topic-invalid",
                    "ttl-invalid",
                    "ttl-missing",
                    "urgency-invalid",
                    "vapid-audience-invalid",
                    "vapid-expired",
                    "vapid-expiry-invalid",
                    "vapid-header-invalid",
                    "vapid-key-invalid",
                    "vapid-key-mismatch",
                    "vapid-malformed",
                    "vapid-missing",
                    "vapid-signature-invalid",
                    "vapid-subject-invalid");

    /** Mozilla's numbers have three digits; also where the JSON is itself quoted in JSON. */
    private static final Pattern ERRNO =
            Pattern.compile("\\berrno\\\\?\"?\\s{0,4}:\\s{0,4}(\\d{3})\\b");

    private PushReasons() {}

    /** A word of the list, or {@code errno-} and three digits; null if there is neither. */
    static @Nullable String in(String body) {
        for (String word : KNOWN) {
            if (body.contains(word)) {
                return word;
            }
        }
        OptionalInt errno = errno(body);
        return errno.isPresent() ? "errno-" + errno.getAsInt() : null;
    }

    static OptionalInt errno(String body) {
        return ERRNO.matcher(body)
                .results()
                .map((MatchResult found) -> found.group(1))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }
}
