package dev.nextup.local.push.simulation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextup.local.push.p256.P256;
import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import dev.nextup.local.push.rfc8030.Reply;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what tests send. Unknown fields are ignored, an absent body equals {@code {}}. */
final class SimulationRequests {

    /** Longer than any sender should wait; it bounds how long a connection is held. */
    private static final int LONGEST_DELAY_MILLIS = 120_000;

    private static final int LONGEST_SCRIPT = 1_000;
    private static final int LONGEST_REASON = 500;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private SimulationRequests() {}

    /** The key the browser subscribes with, 65 octets; null if absent: anybody may send. */
    static byte @Nullable [] applicationServerKey(byte[] body) {
        JsonNode key = object(body).path("applicationServerKey");
        if (key.isMissingNode() || key.isNull()) {
            return null;
        }
        try {
            byte[] octets = Base64.getUrlDecoder().decode(key.isTextual() ? key.textValue() : "");
            P256.publicKey(octets);
            return octets;
        } catch (IllegalArgumentException | InvalidKeyException e) {
            throw invalid(
                    "applicationServerKey must be an uncompressed P-256 public key in base64url.");
        }
    }

    /** The scripted answers, in order. */
    static List<Reply> answers(byte[] body) {
        JsonNode answers = object(body).path("answers");
        if (!answers.isArray() || answers.size() > LONGEST_SCRIPT) {
            throw invalid("answers must be an array of at most " + LONGEST_SCRIPT + ".");
        }
        List<Reply> replies = new ArrayList<>();
        answers.forEach(answer -> replies.add(reply(answer)));
        return replies;
    }

    private static Reply reply(JsonNode answer) {
        JsonNode status = answer.path("status");
        if (!status.isInt() || status.intValue() < 200 || status.intValue() > 599) {
            throw invalid("answers[].status must be a number from 200 to 599.");
        }
        return new Reply(
                status.intValue(),
                retryAfter(answer.path("retryAfter")),
                delay(answer),
                ttl(answer.path("ttl")),
                reason(answer.path("reason")));
    }

    /** Nobody keeps a message for longer than was asked: that is the script's to observe. */
    private static @Nullable Long ttl(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 0) {
            throw invalid("answers[].ttl must be seconds.");
        }
        return value.longValue();
    }

    private static @Nullable String reason(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_REASON) {
            throw invalid(
                    "answers[].reason must be text of at most " + LONGEST_REASON + " characters.");
        }
        return value.textValue();
    }

    private static int delay(JsonNode answer) {
        JsonNode delay = answer.path("delayMs");
        if (delay.isMissingNode() || delay.isNull()) {
            return 0;
        }
        if (!delay.isInt() || delay.intValue() < 0 || delay.intValue() > LONGEST_DELAY_MILLIS) {
            throw invalid("answers[].delayMs must be from 0 to " + LONGEST_DELAY_MILLIS + ".");
        }
        return delay.intValue();
    }

    /** Seconds as a number or as text, or a date as text (RFC 9110, 10.2.3). */
    private static @Nullable String retryAfter(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        String text = value.asText();
        boolean seconds = text.matches("[0-9]{1,10}");
        if (seconds || (value.isTextual() && isHttpDate(text))) {
            return text;
        }
        throw invalid("answers[].retryAfter must be seconds or an HTTP date.");
    }

    private static boolean isHttpDate(String text) {
        try {
            DateTimeFormatter.RFC_1123_DATE_TIME.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static JsonNode object(byte[] body) {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode node = JSON.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw malformed();
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        throw malformed();
    }

    private static RefusedException malformed() {
        return new RefusedException(Reason.MALFORMED_JSON, "The body must be one JSON object.");
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(Reason.INVALID_FIELD, detail);
    }
}
