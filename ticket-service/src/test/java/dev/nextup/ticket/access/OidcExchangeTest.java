package dev.nextup.ticket.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens of a real identity provider, true and forged, against the operator's file. */
@QuarkusTest
@TestProfile(OidcExchangeTest.WithProviders.class)
class OidcExchangeTest {

    private static final UUID TOWN = UUID.fromString("70000000-0000-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("70000000-0000-4000-8000-000000000002");
    private static final RsaJsonWebKey RSA = rsa("rsa-1");
    private static final EllipticCurveJsonWebKey EC = ec("ec-1");

    @Inject Pool pool;

    @ConfigProperty(name = "test.oidc.port")
    int port;

    private IdentityProvider provider;
    private String email;

    @BeforeEach
    void open() {
        provider = IdentityProvider.on(port);
        provider.publishes("/town/keys", RSA, EC);
        email = "o-" + UUID.randomUUID() + "@town.test";
        for (UUID organization : List.of(TOWN, OTHER)) {
            run(
                    "INSERT INTO organization (id, slug, name) VALUES ($1, $2, 'T') ON CONFLICT DO NOTHING",
                    Tuple.of(organization, organization.toString()));
        }
        member(TOWN, email, "manager");
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void a_members_token_is_as_good_as_their_password() {
        for (PublicJsonWebKey key : List.of(RSA, EC)) {
            Response answer = exchange(signed(key, claims("town", c -> {})));

            answer.then()
                    .statusCode(200)
                    .header("Cache-Control", equalTo("no-store"))
                    .body("member.email", equalTo(email))
                    .body("member.role", equalTo("manager"))
                    .body("member.organizationId", equalTo(TOWN.toString()));
            String token = answer.path("accessToken");
            given().auth()
                    .oauth2(token)
                    .get("/api/organizations/" + TOWN + "/services")
                    .then()
                    .statusCode(200);
            given().cookies(answer.cookies())
                    .post("/api/auth/refresh")
                    .then()
                    .statusCode(200)
                    .body("member.email", equalTo(email));
        }
    }

    @Test
    void a_forged_organisation_claim_is_refused() {
        assertRefused(signed(RSA, claims("town", c -> c.setClaim("org", OTHER.toString()))));
    }

    @Test
    void what_a_token_claims_of_roles_is_not_read() {
        String greedy =
                signed(
                        RSA,
                        claims(
                                "town",
                                c -> {
                                    c.setClaim("org", "town-hall");
                                    c.setStringListClaim("groups", "admin");
                                    c.setStringListClaim("roles", "admin");
                                }));

        exchange(greedy)
                .then()
                .statusCode(200)
                .body("member.role", equalTo("manager"))
                .body("member.organizationId", equalTo(TOWN.toString()));
    }

    @Test
    void a_provider_vouches_for_members_of_its_own_organisation_only() {
        String elsewhere = "o-" + UUID.randomUUID() + "@other.test";
        member(OTHER, elsewhere, "admin");

        assertRefused(signed(RSA, claims("town", c -> c.setClaim("email", elsewhere))));
    }

    @Test
    void what_does_not_prove_who_somebody_is_opens_nothing() {
        Map<String, Consumer<JwtClaims>> wrong = new LinkedHashMap<>();
        wrong.put("audience", c -> c.setAudience("another-client"));
        wrong.put("no audience", c -> c.unsetClaim("aud"));
        wrong.put("issuer", c -> c.setIssuer("http://127.0.0.1:" + port + "/evil"));
        wrong.put("issuer with slash", c -> c.setIssuer("http://127.0.0.1:" + port + "/town/"));
        wrong.put("expired", c -> c.setExpirationTimeMinutesInTheFuture(-1));
        wrong.put("no end", c -> c.unsetClaim("exp"));
        wrong.put("not yet", c -> c.setNotBeforeMinutesInThePast(-5));
        wrong.put("no subject", c -> c.unsetClaim("sub"));
        wrong.put("e-mail not verified", c -> c.setClaim("email_verified", false));
        wrong.put("e-mail perhaps verified", c -> c.unsetClaim("email_verified"));
        wrong.put("verified is a text", c -> c.setClaim("email_verified", "true"));
        wrong.put("no e-mail", c -> c.unsetClaim("email"));
        wrong.put("e-mail is a number", c -> c.setClaim("email", 7));
        wrong.put("nobody", c -> c.setClaim("email", "nobody@town.test"));
        wrong.forEach((what, change) -> assertRefused(what, signed(RSA, claims("town", change))));
    }

    @Test
    void a_signature_that_is_none_or_of_another_key_opens_nothing() throws JoseException {
        JwtClaims claims = claims("town", c -> {});
        assertRefused("another key, same id", signed(rsa("rsa-1"), claims));
        assertRefused("another curve key, same id", signed(ec("ec-1"), claims));
        assertRefused("RSA under the id of EC", signed(rsa("ec-1"), claims));
        assertRefused("unsigned", unsigned(claims));
        byte[] publicKey = RSA.getPublicKey().getEncoded();
        assertRefused("HS256 with the public key", hmac(claims, publicKey));
        String pem = java.util.Base64.getMimeEncoder().encodeToString(publicKey);
        assertRefused(
                "HS256 with it as text", hmac(claims, pem.getBytes(StandardCharsets.US_ASCII)));
        String good = signed(RSA, claims);
        assertRefused("changed", good.substring(0, good.length() - 8) + "AAAAAAAA");
        assertRefused("stripped", good.substring(0, good.lastIndexOf('.') + 1));
        for (String nonsense : List.of("x", "a.b.c", "....", "e30.e30.")) {
            assertRefused(nonsense, nonsense);
        }
        assertRefused("an algorithm that is not on the list", signedAs("RS512", RSA, claims));
    }

    @Test
    void who_is_deactivated_stays_out() {
        run("UPDATE member SET active = false WHERE email = $1", Tuple.of(email));

        assertRefused(signed(RSA, claims("town", c -> {})));
    }

    @Test
    void guessing_is_slowed_down_as_with_passwords() {
        String address = "198.51.100." + (int) (Math.random() * 250);
        String wrong = signed(rsa("rsa-1"), claims("town", c -> {}));
        for (int i = 0; i < 5; i++) {
            assertThat(exchange(wrong, address).statusCode()).isEqualTo(401);
        }

        exchange(signed(RSA, claims("town", c -> {})), address)
                .then()
                .statusCode(429)
                .body("code", equalTo("too-many-attempts"));
        assertThat(exchange(signed(RSA, claims("town", c -> {}))).statusCode()).isEqualTo(200);
    }

    @Test
    void keys_are_found_by_discovery() {
        String base = "http://127.0.0.1:" + port + "/discovered";
        provider.says(
                "/discovered/.well-known/openid-configuration",
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(base, base));
        provider.publishes("/discovered/keys", RSA);

        assertThat(exchange(signed(RSA, claims("discovered", c -> {}))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_provider_that_answers_badly_is_not_believed_and_not_followed() {
        String base = "http://127.0.0.1:" + port;
        provider.redirects("/moved/keys", base + "/secret");
        provider.publishes("/secret", RSA);
        provider.says("/huge/keys", "{\"keys\":[" + " ".repeat(300 * 1024) + "]}");
        provider.says("/garbled/keys", "<html>");
        provider.says(
                "/impostor/.well-known/openid-configuration",
                "{\"issuer\":\"%s/town\",\"jwks_uri\":\"%s/secret\"}".formatted(base, base));
        for (String issuer : List.of("moved", "huge", "garbled", "impostor", "broken")) {
            exchange(signed(RSA, claims(issuer, c -> {})))
                    .then()
                    .statusCode(503)
                    .body("code", equalTo("identity-provider-unavailable"));
        }
        assertThat(provider.timesAsked("/secret")).isZero();
    }

    @Test
    void forged_key_ids_do_not_make_us_ask_again_and_again() {
        provider.publishes("/busy/keys", RSA);
        for (int i = 0; i < 12; i++) {
            assertRefused(signed(rsa("forged-" + i), claims("busy", c -> {})));
        }

        assertThat(provider.timesAsked("/busy/keys")).isEqualTo(1);
        assertThat(exchange(signed(RSA, claims("busy", c -> {}))).statusCode()).isEqualTo(200);
    }

    private JwtClaims claims(String issuer, Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("http://127.0.0.1:" + port + "/" + issuer);
        claims.setAudience("nextup", "account");
        claims.setSubject("somebody");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("email", email);
        claims.setClaim("email_verified", true);
        change.accept(claims);
        return claims;
    }

    private static String signed(PublicJsonWebKey key, JwtClaims claims) {
        return signedAs(key instanceof RsaJsonWebKey ? "RS256" : "ES256", key, claims);
    }

    private static String signedAs(String algorithm, PublicJsonWebKey key, JwtClaims claims) {
        try {
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setAlgorithmHeaderValue(algorithm);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(JwtClaims claims) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue("none");
        signature.setKeyIdHeaderValue("rsa-1");
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return signature.getCompactSerialization();
    }

    private static String hmac(JwtClaims claims, byte[] secret) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue("HS256");
        signature.setKeyIdHeaderValue("rsa-1");
        signature.setKey(new HmacKey(secret));
        return signature.getCompactSerialization();
    }

    private void assertRefused(String token) {
        assertRefused("token", token);
    }

    private void assertRefused(String what, String token) {
        Response answer = exchange(token);
        assertThat(answer.statusCode()).as(what).isEqualTo(401);
        assertThat(answer.<String>path("code")).as(what).isEqualTo("exchange-refused");
        assertThat(answer.cookies()).as(what).isEmpty();
    }

    /** From an address of its own, so that refusals do not add up. */
    private static Response exchange(String token) {
        UUID random = UUID.randomUUID();
        return exchange(
                token, "2001:db8:" + random.toString().substring(9, 18).replace('-', ':') + "::1");
    }

    private static Response exchange(String token, String address) {
        return given().contentType("application/json")
                .header("X-Forwarded-For", address)
                .body(Map.of("token", token))
                .post("/api/auth/exchange");
    }

    private void member(UUID organization, String address, String role) {
        run(
                "INSERT INTO member (id, organization_id, email, name, role, password_hash)"
                        + " VALUES ($1, $2, $3, 'O', $4, 'none')",
                Tuple.of(UUID.randomUUID(), organization, address, role));
    }

    private void run(String sql, Tuple parameters) {
        pool.preparedQuery(sql).execute(parameters).await().indefinitely();
    }

    private static RsaJsonWebKey rsa(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey ec(String id) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file names a port that is free now; the test listens there. */
    public static class WithProviders implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket free = new ServerSocket(0)) {
                int port = free.getLocalPort();
                Path file = Files.createTempFile(Path.of("target"), "oidc-issuers", ".json");
                Files.writeString(file, issuers("http://127.0.0.1:" + port));
                return Map.of(
                        "nextup.oidc.issuers-file",
                        file.toString(),
                        "test.oidc.port",
                        String.valueOf(port));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String issuers(String base) {
            StringBuilder list = new StringBuilder("[");
            for (String name : List.of("town", "moved", "huge", "garbled", "broken", "busy")) {
                list.append(entry(base, name))
                        .append(",\"jwksUrl\":\"%s/%s/keys\"},".formatted(base, name));
            }
            list.append(entry(base, "discovered")).append("},");
            return list.append(entry(base, "impostor")).append("}]").toString();
        }

        private static String entry(String base, String name) {
            return "{\"issuer\":\"%s/%s\",\"audience\":\"nextup\",\"organizationId\":\"%s\""
                    .formatted(base, name, "70000000-0000-4000-8000-000000000001");
        }
    }
}
