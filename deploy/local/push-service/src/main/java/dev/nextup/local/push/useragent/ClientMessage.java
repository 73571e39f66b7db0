package dev.nextup.local.push.useragent;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextup.local.push.p256.P256;
import java.security.InvalidKeyException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One message of a browser, its fields read as strictly as their use asks for. */
final class ClientMessage {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** {@link UUID#fromString} takes shorter ones, too. */
    private static final Pattern UUID_FORM =
            Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final JsonNode json;

    private ClientMessage(JsonNode json) {
        this.json = json;
    }

    static ClientMessage parse(String text) throws ProtocolException {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.isObject()) {
                return new ClientMessage(json);
            }
        } catch (JsonProcessingException e) {
            // As with any other JSON that is no object.
        }
        throw new ProtocolException("a message is one JSON object");
    }

    /** An empty object is a ping. */
    String type() {
        return json.isEmpty() ? "ping" : json.path("messageType").asText();
    }

    boolean usesWebPush() {
        return json.path("use_webpush").asBoolean();
    }

    /** Who it says it is; null for nobody we could know. */
    @Nullable UUID uaid() {
        return uuid(json.path("uaid")).orElse(null);
    }

    UUID channel() throws ProtocolException {
        return uuid(json.path("channelID"))
                .orElseThrow(() -> new ProtocolException("channelID must be a UUID"));
    }

    /**
     * The application server key.
     *
     * @return null if there is none: anybody may send
     * @throws InvalidKeyException if it is no uncompressed point on P-256 in base64url
     */
    byte @Nullable [] key() throws InvalidKeyException {
        JsonNode key = json.path("key");
        if (key.isMissingNode() || key.isNull()) {
            return null;
        }
        try {
            byte[] octets = Base64.getUrlDecoder().decode(key.isTextual() ? key.textValue() : "");
            P256.publicKey(octets);
            return octets;
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("not base64url", e);
        }
    }

    /** The versions an acknowledgement lists; what is none of ours is left out. */
    List<UUID> versions() throws ProtocolException {
        JsonNode updates = json.path("updates");
        if (!updates.isArray()) {
            throw new ProtocolException("updates must be an array");
        }
        List<UUID> versions = new ArrayList<>();
        updates.forEach(update -> uuid(update.path("version")).ifPresent(versions::add));
        return versions;
    }

    /** The version a negative acknowledgement names. */
    List<UUID> version() {
        return uuid(json.path("version")).stream().toList();
    }

    private static Optional<UUID> uuid(JsonNode node) {
        String text = node.asText();
        return UUID_FORM.matcher(text).matches()
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
