package dev.nextup.ticket.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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
    void what_each_algorithm_signs_others_verify() throws Exception {
        List<Es256> algorithms = List.of(Es256.of(keys.privateKey()), java());
        for (Es256 algorithm : algorithms) {
            TokenSigner signer = new TokenSigner(keys, algorithm);
            for (int i = 0; i < MANY; i++) {
                assertThat(verifies(signer.sign("{\"sub\":\"" + i + "\"}")))
                        .as(algorithm.name())
                        .isTrue();
            }
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void native_code_signs_where_it_is_there() {
        assertThat(Es256.of(keys.privateKey()).name()).isEqualTo("corretto");
    }

    @Test
    void a_provider_that_cannot_sign_or_signs_with_another_key_is_not_believed() throws Exception {
        Provider empty = new Provider("empty", "1", "without algorithms") {};
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        ECPrivateKey other = (ECPrivateKey) generator.generateKeyPair().getPrivate();

        assertThat(CorrettoEs256.tested(empty, keys.privateKey(), java())).isEmpty();
        assertThat(CorrettoEs256.tested(other, java())).isEmpty();
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

    private BouncyCastleEs256 java() {
        return new BouncyCastleEs256(keys.privateKey());
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
