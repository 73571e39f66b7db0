package dev.nextup.subscription;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Puts a second key behind the current one into the key ring of all tests of this service. */
public final class OlderVapidKey implements QuarkusTestResourceLifecycleManager {

    /** Its id. */
    public static final String KEY_ID = "older-key";

    private static final String PROPERTY = "nextup.vapid.keys-file";

    @Override
    public Map<String, String> start() {
        try {
            JsonWebKeySet ring =
                    new JsonWebKeySet(Files.readString(Path.of(System.getProperty(PROPERTY))));
            if (ring.findJsonWebKey(KEY_ID, null, null, null) != null) {
                return Map.of();
            }
            EllipticCurveJsonWebKey older = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            older.setKeyId(KEY_ID);
            List<JsonWebKey> keys = new ArrayList<>(ring.getJsonWebKeys());
            keys.add(older);
            Path file = Files.createTempFile("vapid-keys", ".json");
            Files.writeString(
                    file, new JsonWebKeySet(keys).toJson(OutputControlLevel.INCLUDE_PRIVATE));
            // Over the system property of the whole test JVM nothing else would win.
            System.setProperty(PROPERTY, file.toString());
            return Map.of();
        } catch (IOException | JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {}
}
