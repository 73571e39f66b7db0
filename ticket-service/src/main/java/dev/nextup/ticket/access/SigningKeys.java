package dev.nextup.ticket.access;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** The key ring, read and checked once at start. */
@Singleton
class SigningKeys {

    private static final String CURVE = "P-256";

    private final List<EllipticCurveJsonWebKey> ring;

    SigningKeys(JwtConfig config) {
        ring = read(config);
    }

    ECPrivateKey privateKey() {
        return ring.get(0).getEcPrivateKey();
    }

    /** That of an earlier answer, which may have retired since. */
    ECPrivateKey privateKey(String keyId) {
        return ring.stream()
                .filter(key -> keyId.equals(key.getKeyId()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a key left the ring too early"))
                .getEcPrivateKey();
    }

    String keyId() {
        return ring.get(0).getKeyId();
    }

    /** What others verify with: the public halves, as RFC 7517 JSON. */
    String publicKeySet() {
        return new JsonWebKeySet(ring).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    /** Its messages name the file and never quote it. */
    private static List<EllipticCurveJsonWebKey> read(JwtConfig config) {
        List<EllipticCurveJsonWebKey> keys;
        try {
            keys =
                    new JsonWebKeySet(Files.readString(config.keyFile()))
                            .getJsonWebKeys().stream()
                                    .map(EllipticCurveJsonWebKey.class::cast)
                                    .toList();
        } catch (IOException | JoseException | ClassCastException e) {
            throw unusable(config, "it is no readable JSON Web Key Set of EC keys");
        }
        boolean usable =
                !keys.isEmpty()
                        && keys.stream()
                                .allMatch(
                                        k ->
                                                CURVE.equals(k.getCurveName())
                                                        && k.getEcPrivateKey() != null
                                                        && k.getKeyId() != null);
        if (!usable) {
            throw unusable(config, "every key needs kid, crv P-256 and its private part d");
        }
        return keys;
    }

    private static IllegalStateException unusable(JwtConfig config, String why) {
        return new IllegalStateException(
                "NEXTUP_JWT_KEY_FILE " + config.keyFile() + " is not usable: " + why);
    }
}
