package dev.nextup.dispatch.webpush.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VapidSignerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.750Z");
    private static final PushOrigin ORIGIN = origin("https://push.example.net/x");

    private final SetClock clock = new SetClock();
    private final VapidSigner signer =
            new VapidSigner(new VapidSubject("mailto:push@example.com"), clock);

    private EllipticCurveJsonWebKey jwk;
    private VapidKey key;

    @BeforeEach
    void makeKey() throws JoseException {
        jwk = VapidKeys.jwk("one");
        key = VapidKeyRing.parse(VapidKeys.json(jwk)).newest();
    }

    @Test
    void the_token_says_who_to_whom_and_for_how_long() throws JoseException {
        JsonWebSignature jws = verified(jwt(signer.authorization(key, ORIGIN)), jwk);

        assertThat(jws.getHeaders().getFullHeaderAsJsonString())
                .isEqualTo("{\"typ\":\"JWT\",\"alg\":\"ES256\"}");
        assertThat(jws.getPayload())
                .isEqualTo(
                        "{\"aud\":\"https://push.example.net\",\"exp\":"
                                + NOW.plus(Duration.ofHours(12)).getEpochSecond()
                                + ",\"sub\":\"mailto:push@example.com\"}");
    }

    @Test
    void the_header_carries_the_token_and_the_public_key() {
        String header = signer.authorization(key, ORIGIN).headerValue();

        assertThat(header)
                .matches("vapid t=[\\w-]+\\.[\\w-]+\\.[\\w-]{86}, k=[\\w-]{87}")
                .endsWith(", k=" + key.publicKey());
    }

    @ParameterizedTest
    @CsvSource({
        "https://push.example.net:8443/p/x, https://push.example.net:8443",
        "https://PUSH.example.net:443/p/x, https://push.example.net",
        "http://localhost:8084/push/x, http://localhost:8084"
    })
    void the_audience_keeps_a_port_that_is_not_the_default(String endpoint, String audience)
            throws JoseException {
        String jwt = jwt(signer.authorization(key, origin(endpoint)));

        assertThat(verified(jwt, jwk).getPayload()).contains("\"aud\":\"" + audience + "\"");
    }

    /** ES256 is randomised: equal tokens are one signature. */
    @Test
    void a_thousand_sends_to_one_origin_take_one_signature() {
        Set<VapidAuthorization> tokens = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 1_000).forEach(i -> tokens.add(signer.authorization(key, ORIGIN)));

        assertThat(tokens).hasSize(1);
    }

    @Test
    void threads_that_come_at_once_share_one_signature() throws Exception {
        int threads = 16;
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<VapidAuthorization> send =
                () -> {
                    start.await();
                    return signer.authorization(key, ORIGIN);
                };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<VapidAuthorization>> sends =
                    IntStream.range(0, threads).mapToObj(i -> pool.submit(send)).toList();

            assertThat(sends)
                    .extracting(Future::get)
                    .containsOnly(signer.authorization(key, ORIGIN));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void origins_and_keys_have_tokens_of_their_own() throws JoseException {
        VapidKey other = VapidKeyRing.parse(VapidKeys.json(VapidKeys.jwk("two"))).newest();

        assertThat(
                        Set.of(
                                signer.authorization(key, ORIGIN),
                                signer.authorization(other, ORIGIN),
                                signer.authorization(key, origin("https://push.example.net:444"))))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT5H59M59S", "-PT59S"})
    void a_token_is_kept_for_half_its_life(Duration jump) {
        VapidAuthorization token = signer.authorization(key, ORIGIN);

        clock.now = NOW.plus(jump);

        assertThat(signer.authorization(key, ORIGIN)).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT6H", "PT13H", "P30D", "-PT61S", "-P2D"})
    void a_clock_that_jumps_in_either_direction_gets_a_new_token(Duration jump)
            throws JoseException {
        VapidAuthorization token = signer.authorization(key, ORIGIN);

        clock.now = NOW.plus(jump);
        VapidAuthorization renewed = signer.authorization(key, ORIGIN);

        assertThat(renewed).isNotEqualTo(token);
        assertThat(verified(jwt(renewed), jwk).getPayload())
                .contains("\"exp\":" + clock.now.plus(Duration.ofHours(12)).getEpochSecond());
        assertThat(signer.authorization(key, ORIGIN)).isEqualTo(renewed);
    }

    @Test
    void invented_origins_do_not_fill_the_memory() {
        IntStream.range(0, VapidSigner.MAX_TOKENS + 10)
                .forEach(
                        i ->
                                signer.authorization(
                                        key, new PushOrigin("https", "a.example", i + 1)));

        assertThat(signer.size()).isLessThanOrEqualTo(VapidSigner.MAX_TOKENS);
    }

    @Test
    void a_token_is_never_printed() {
        assertThat(signer.authorization(key, ORIGIN)).hasToString("VapidAuthorization[…]");
    }

    /** RFC 8292 section 2.4, and that what checks our tokens can tell a wrong one. */
    @Test
    void the_example_of_rfc_8292_verifies_and_its_forgery_does_not() throws Exception {
        String signature =
                "i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
        String jwt =
                "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAi"
                        + "OjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0."
                        + signature;
        byte[] k =
                Base64.getUrlDecoder()
                        .decode(
                                "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs");

        assertThat(verified(jwt, publicJwk(k)).getPayload())
                .isEqualTo(
                        "{\"aud\":\"https://push.example.net\",\"exp\":1453523768,"
                                + "\"sub\":\"mailto:push@example.com\"}");
        assertThat(signatureOf(jwt.replace("eyJhdWQi", "eyJhdWQj"), publicJwk(k)).verifySignature())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:push@example.com",
                "mailto:push+nextup@mail.example.com",
                "https://example.com",
                "https://example.com/contact?of=push"
            })
    void a_subject_that_push_services_take_is_taken(String subject) {
        assertThat(new VapidSubject(subject).value()).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "push@example.com",
                "mailto:",
                "mailto: push@example.com",
                "mailto:push@example.com ",
                "mailto:push@localhost",
                "mailto:<push@example.com>",
                "mailto:push",
                "mailto:a@b.example\"",
                "http://example.com",
                "https://localhost",
                "https://localhost:8080/",
                "https://",
                "https://exa mple.com"
            })
    void a_subject_that_some_push_service_refuses_is_refused(String subject) {
        assertThatIllegalArgumentException().isThrownBy(() -> new VapidSubject(subject));
    }

    private static PushOrigin origin(String endpoint) {
        return PushOrigin.of(URI.create(endpoint));
    }

    private static String jwt(VapidAuthorization authorization) {
        String header = authorization.headerValue();
        return header.substring("vapid t=".length(), header.indexOf(", k="));
    }

    private static JsonWebSignature verified(String jwt, EllipticCurveJsonWebKey key)
            throws JoseException {
        JsonWebSignature jws = signatureOf(jwt, key);
        assertThat(jws.verifySignature()).isTrue();
        return jws;
    }

    private static JsonWebSignature signatureOf(String jwt, EllipticCurveJsonWebKey key)
            throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "ES256"));
        jws.setCompactSerialization(jwt);
        jws.setKey(key.getPublicKey());
        return jws;
    }

    private static EllipticCurveJsonWebKey publicJwk(byte[] point) throws JoseException {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String json =
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}"
                        .formatted(
                                encoder.encodeToString(slice(point, 1)),
                                encoder.encodeToString(slice(point, 33)));
        return (EllipticCurveJsonWebKey) PublicJsonWebKey.Factory.newPublicJwk(json);
    }

    private static byte[] slice(byte[] octets, int from) {
        return Arrays.copyOfRange(octets, from, from + 32);
    }

    private static final class SetClock extends Clock {

        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
