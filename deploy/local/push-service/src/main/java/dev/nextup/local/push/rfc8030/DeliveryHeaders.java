package dev.nextup.local.push.rfc8030;

import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headers of RFC 8030 that say how a message is delivered, valid once parsed.
 *
 * @param ttl seconds, already cut to what this service keeps
 * @param topic null if there is none
 */
record DeliveryHeaders(long ttl, Urgency urgency, @Nullable String topic) {

    /** 30 days, as Mozilla and Apple keep a message; the answer's TTL tells (RFC 8030, 5.2). */
    static final long LONGEST_TTL = 2_592_000;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    /** More digits are more than the longest TTL, once leading zeros are gone. */
    private static final int MEANINGFUL_DIGITS = 10;

    /** RFC 8030, 5.4: base64url alphabet, so no padding. */
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    static DeliveryHeaders parse(MultiMap headers) {
        return new DeliveryHeaders(
                ttl(headers.getAll("TTL")),
                urgency(headers.getAll("Urgency")),
                topic(headers.getAll("Topic")));
    }

    private static long ttl(List<String> values) {
        if (values.isEmpty()) {
            throw new RefusedException(
                    Reason.TTL_MISSING, "The header TTL is mandatory (RFC 8030, 5.2).");
        }
        if (values.size() > 1 || !DIGITS.matcher(values.get(0)).matches()) {
            throw new RefusedException(
                    Reason.TTL_INVALID, "TTL must appear once, as digits only: seconds.");
        }
        String digits = values.get(0).replaceFirst("^0+(?=.)", "");
        return digits.length() > MEANINGFUL_DIGITS
                ? LONGEST_TTL
                : Math.min(Long.parseLong(digits), LONGEST_TTL);
    }

    private static Urgency urgency(List<String> values) {
        if (values.isEmpty()) {
            return Urgency.NORMAL;
        }
        if (values.size() == 1) {
            for (Urgency urgency : Urgency.values()) {
                if (urgency.value().equals(values.get(0))) {
                    return urgency;
                }
            }
        }
        throw new RefusedException(
                Reason.URGENCY_INVALID,
                "Urgency must appear once, as one of very-low, low, normal and high.");
    }

    private static @Nullable String topic(List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        if (values.size() > 1 || !TOPIC.matcher(values.get(0)).matches()) {
            throw new RefusedException(
                    Reason.TOPIC_INVALID,
                    "Topic must appear once, as 1 to 32 characters of A-Z a-z 0-9 _ and -.");
        }
        return values.get(0);
    }
}
