package dev.nextup.local.push.vapid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A JWS in compact form (RFC 7515, 7.1), taken apart.
 *
 * @param header the JOSE header
 * @param claims the claims
 * @param signed the octets the signature covers
 * @param signature as it came
 */
@SuppressWarnings("ArrayRecordComponent") // A carrier of octets, never compared.
record VapidToken(JsonNode header, JsonNode claims, byte[] signed, byte[] signature) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    static VapidToken parse(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            throw malformed("it has not three parts");
        }
        return new VapidToken(
                object(parts[0]),
                object(parts[1]),
                (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                octets(parts[2]));
    }

    private static JsonNode object(String part) {
        try {
            JsonNode node = JSON.readTree(octets(part));
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw malformed("a part is no JSON");
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
        throw malformed("a part is no JSON object");
    }

    /** Base64url without padding, nothing else (RFC 7515, 2). */
    private static byte[] octets(String part) {
        if (part.indexOf('=') >= 0) {
            throw malformed("a part is padded");
        }
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw malformed("a part is no base64url");
        }
    }

    private static RefusedException malformed(String why) {
        return new RefusedException(
                Reason.VAPID_MALFORMED,
                "The token t is no signed JWT in compact form: " + why + ".");
    }
}
