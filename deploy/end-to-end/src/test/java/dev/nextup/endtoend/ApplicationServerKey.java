package dev.nextup.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What a browser subscribes with, so that nobody but the owner of the key may send to it.
 *
 * @param publicKey uncompressed point, base64url without padding
 */
record ApplicationServerKey(String publicKey, String keyId) {

    /** As subscription-service tells it. */
    static ApplicationServerKey of(TicketClient subscriptionService) throws IOException {
        JsonNode key = subscriptionService.get("/api/notifications/vapid-public-key").body();
        return new ApplicationServerKey(key.path("publicKey").asText(), key.path("keyId").asText());
    }

    /** The newest of the key ring that the services are given. */
    static ApplicationServerKey newestIn(Path keysFile) throws IOException {
        JsonNode key = new ObjectMapper().readTree(Files.readString(keysFile)).at("/keys/0");
        byte[] x = Base64.getUrlDecoder().decode(key.path("x").asText());
        byte[] y = Base64.getUrlDecoder().decode(key.path("y").asText());
        byte[] point = new byte[1 + x.length + y.length];
        point[0] = 4;
        System.arraycopy(x, 0, point, 1, x.length);
        System.arraycopy(y, 0, point, 1 + x.length, y.length);
        return new ApplicationServerKey(
                Base64.getUrlEncoder().withoutPadding().encodeToString(point),
                key.path("kid").asText());
    }
}
