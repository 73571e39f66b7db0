package dev.nextup.subscription.vapid;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.BigEndianBigInteger;
import org.jose4j.lang.JoseException;

/** The key ring, read and checked once at start. Only its public halves leave this class. */
@Startup
@Singleton
public class VapidKeys {

    private static final String CURVE = "P-256";
    private static final int COORDINATE_BYTES = 32;

    private final VapidKey current;
    private final Set<String> keyIds;

    VapidKeys(VapidConfig config) {
        List<EllipticCurveJsonWebKey> ring = read(config.keysFile());
        current = new VapidKey(publicKeyOf(ring.get(0)), ring.get(0).getKeyId());
        keyIds = ring.stream().map(k -> k.getKeyId()).collect(Collectors.toUnmodifiableSet());
    }

    /** The key to subscribe with now. */
    public VapidKey current() {
        return current;
    }

    /** Whether we can still send to a subscription made with this key. */
    public boolean holds(String keyId) {
        return keyIds.contains(keyId);
    }

    /** Its messages name the file and never quote it. */
    private static List<EllipticCurveJsonWebKey> read(Path file) {
        List<EllipticCurveJsonWebKey> ring;
        try {
            ring =
                    new JsonWebKeySet(Files.readString(file))
                            .getJsonWebKeys().stream()
                                    .map(EllipticCurveJsonWebKey.class::cast)
                                    .toList();
        } catch (IOException | JoseException | ClassCastException e) {
            throw unusable(file, "it is no readable JSON Web Key Set of EC keys");
        }
        if (ring.isEmpty() || !ring.stream().allMatch(VapidKeys::isComplete)) {
            throw unusable(file, "every key needs kid, crv P-256 and its private part d");
        }
        if (!ring.stream().allMatch(VapidKeys::isPair)) {
            throw unusable(file, "the private part d of a key does not belong to its x and y");
        }
        Set<String> ids = new HashSet<>();
        if (!ring.stream().allMatch(key -> ids.add(key.getKeyId()))) {
            throw unusable(file, "two keys have the same kid");
        }
        return ring;
    }

    private static boolean isComplete(EllipticCurveJsonWebKey key) {
        return CURVE.equals(key.getCurveName())
                && key.getEcPrivateKey() != null
                && key.getKeyId() != null;
    }

    /** What the private half signs, the public half must accept. */
    private static boolean isPair(EllipticCurveJsonWebKey key) {
        try {
            byte[] sample = {1};
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key.getEcPrivateKey());
            signer.update(sample);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(key.getECPublicKey());
            verifier.update(sample);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** As browsers take it: the uncompressed point, base64url without padding. */
    private static String publicKeyOf(EllipticCurveJsonWebKey key) {
        byte[] point = new byte[1 + 2 * COORDINATE_BYTES];
        point[0] = 4;
        byte[] x = BigEndianBigInteger.toByteArray(key.getECPublicKey().getW().getAffineX());
        byte[] y = BigEndianBigInteger.toByteArray(key.getECPublicKey().getW().getAffineY());
        System.arraycopy(x, 0, point, 1 + COORDINATE_BYTES - x.length, x.length);
        System.arraycopy(y, 0, point, 1 + 2 * COORDINATE_BYTES - y.length, y.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(point);
    }

    private static IllegalStateException unusable(Path file, String why) {
        return new IllegalStateException(
                "NEXTUP_VAPID_KEYS_FILE " + file + " is not usable: " + why);
    }
}
