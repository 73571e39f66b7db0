package dev.nextup.dispatch.webpush.crypto;

import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Key rings made by another library than the one that reads them. */
final class VapidKeys {

    private VapidKeys() {}

    static EllipticCurveJsonWebKey jwk(String id) throws JoseException {
        EllipticCurveJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        jwk.setKeyId(id);
        return jwk;
    }

    static String json(EllipticCurveJsonWebKey... newestFirst) {
        return new JsonWebKeySet(newestFirst).toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }
}
