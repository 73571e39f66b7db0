package dev.nextup.dispatch.webpush.crypto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Our VAPID keys, newest first. New subscriptions are made with the newest; the others serve those
 * that remember them (RFC 8292 section 4.2).
 *
 * <p>It is read strictly: a library that skips a key it does not like would turn every subscription
 * of that key stale.
 */
public final class VapidKeyRing {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, VapidKey> keys;
    private final VapidKey newest;

    private VapidKeyRing(List<VapidKey> newestFirst) {
        keys = new LinkedHashMap<>();
        newestFirst.forEach(key -> keys.put(key.id(), key));
        newest = newestFirst.get(0);
        if (keys.size() < newestFirst.size()) {
            throw new IllegalArgumentException("the VAPID key ring has two keys of one kid");
        }
    }

    /**
     * @param json a JSON Web Key Set (RFC 7517), newest first, each key with {@code kty} EC, {@code
     *     crv} P-256, {@code kid}, {@code x}, {@code y} and {@code d}; other members are ignored
     * @throws IllegalArgumentException if anything in it is not usable; the message says which key,
     *     by position, and quotes nothing
     */
    public static VapidKeyRing parse(String json) {
        JsonNode set = tree(json).path("keys");
        if (!set.isArray() || set.isEmpty()) {
            throw new IllegalArgumentException("the VAPID key ring has no array of keys");
        }
        List<VapidKey> ring = new ArrayList<>();
        for (JsonNode jwk : set) {
            try {
                ring.add(key(jwk));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "key "
                                + (ring.size() + 1)
                                + " of the VAPID key ring is not usable: "
                                + e.getMessage());
            }
        }
        return new VapidKeyRing(ring);
    }

    /** What new subscriptions are made with. */
    public VapidKey newest() {
        return newest;
    }

    /** Empty when the key has been taken out of the ring: its subscriptions are stale. */
    public Optional<VapidKey> find(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    /** The ids of all, newest first. */
    public List<String> ids() {
        return List.copyOf(keys.keySet());
    }

    @Override
    public String toString() {
        return "VapidKeyRing" + keys.keySet();
    }

    /** Its exception has no cause: that of the parser quotes the input. */
    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the VAPID key ring is no JSON");
        }
    }

    private static VapidKey key(JsonNode jwk) {
        if (!"EC".equals(text(jwk, "kty")) || !"P-256".equals(text(jwk, "crv"))) {
            throw new IllegalArgumentException("kty is not EC or crv is not P-256");
        }
        byte[] encoded = new byte[P256.POINT_OCTETS];
        encoded[0] = 0x04;
        System.arraycopy(octets(jwk, "x"), 0, encoded, 1, P256.SCALAR_OCTETS);
        System.arraycopy(octets(jwk, "y"), 0, encoded, 1 + P256.SCALAR_OCTETS, P256.SCALAR_OCTETS);
        ECPoint point = P256.point(encoded);
        byte[] scalar = octets(jwk, "d");
        try {
            return new VapidKey(text(jwk, "kid"), point, new BigInteger(1, scalar));
        } finally {
            Arrays.fill(scalar, (byte) 0);
        }
    }

    private static String text(JsonNode jwk, String member) {
        String text = jwk.path(member).asText();
        if (text.isBlank()) {
            throw new IllegalArgumentException(member + " is missing");
        }
        return text;
    }

    /** RFC 7518 section 6.2.1.2: full length, leading zeros included. */
    private static byte[] octets(JsonNode jwk, String member) {
        byte[] octets;
        try {
            octets = Base64.getUrlDecoder().decode(text(jwk, member));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(member + " is missing or not in base64url");
        }
        if (octets.length != P256.SCALAR_OCTETS) {
            throw new IllegalArgumentException(member + " is not of 32 octets");
        }
        return octets;
    }
}
