package dev.nextup.ticket.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TokenSignerTest {

    /** Numbers with leading zeros are in it many times: one in 256 has one. */
    private static final int MANY = 2_000;

    @Inject SigningKeys keys;

    private TokenSigner signer;

    @BeforeEach
    void load() {
        signer = new TokenSigner(keys);
    }

    @Test
    void what_it_signs_others_verify() throws Exception {
        for (int i = 0; i < MANY; i++) {
            assertThat(verifies(signer.sign("{\"sub\":\"" + i + "\"}"))).isTrue();
        }
    }

    @Test
    void a_changed_token_does_not_verify() throws Exception {
        String[] parts = signer.sign("{\"sub\":\"mine\"}").split("\\.", -1);
        String other = signer.sign("{\"sub\":\"yours\"}").split("\\.", -1)[1];

        assertThat(verifies(parts[0] + "." + other + "." + parts[2])).isFalse();
    }

    @Test
    void the_header_names_algorithm_and_key() {
        String header = signer.sign("{}").split("\\.", -1)[0];

        assertThat(new JsonObject(new String(Base64.getUrlDecoder().decode(header), UTF_8)))
                .isEqualTo(
                        new JsonObject()
                                .put("typ", "JWT")
                                .put("alg", "ES256")
                                .put("kid", keys.keyId()));
    }

    /** By the JDK, with the published key: nothing of what signed takes part. */
    private boolean verifies(String token) throws GeneralSecurityException, JoseException {
        EllipticCurveJsonWebKey published =
                (EllipticCurveJsonWebKey)
                        new JsonWebKeySet(keys.publicKeySet()).getJsonWebKeys().get(0);
        int end = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(published.getECPublicKey());
        signature.update(token.substring(0, end).getBytes(UTF_8));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }
}
