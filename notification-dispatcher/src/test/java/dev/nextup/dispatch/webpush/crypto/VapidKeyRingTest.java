package dev.nextup.dispatch.webpush.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VapidKeyRingTest {

    @Test
    void the_first_key_is_the_newest_and_the_others_are_found_by_id() throws JoseException {
        EllipticCurveJsonWebKey newer = VapidKeys.jwk("2026-11");
        EllipticCurveJsonWebKey older = VapidKeys.jwk("2026-05");

        VapidKeyRing ring = VapidKeyRing.parse(VapidKeys.json(newer, older));

        assertThat(ring.newest().id()).isEqualTo("2026-11");
        assertThat(ring.find("2026-11")).contains(ring.newest());
        assertThat(ring.find("2026-05")).get().extracting(VapidKey::id).isEqualTo("2026-05");
        assertThat(ring.find("2025-11")).isEmpty();
    }

    @Test
    void the_public_key_is_what_a_browser_subscribes_with() throws JoseException {
        EllipticCurveJsonWebKey jwk = VapidKeys.jwk("one");

        String key = VapidKeyRing.parse(VapidKeys.json(jwk)).newest().publicKey();

        Map<String, Object> members = jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
        Base64.Decoder decoder = Base64.getUrlDecoder();
        assertThat(decoder.decode(key))
                .isEqualTo(
                        Browser.concat(
                                new byte[] {4},
                                decoder.decode((String) members.get("x")),
                                decoder.decode((String) members.get("y"))));
        assertThat(key).hasSize(87).doesNotContain("=");
    }

    @Test
    void a_ring_that_is_read_again_has_equal_keys() throws JoseException {
        String json = VapidKeys.json(VapidKeys.jwk("one"));
        String another = VapidKeys.json(VapidKeys.jwk("one"));

        VapidKey key = VapidKeyRing.parse(json).newest();

        assertThat(VapidKeyRing.parse(json).newest()).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(VapidKeyRing.parse(another).newest()).isNotEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "kty, RSA",
        "kty,",
        "crv, P-384",
        "crv,",
        "kid,",
        "x,",
        "y,",
        "d,",
        "d, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "d, _____wAAAAD__________7zm-q2nF56E87nKwvxjJVE",
        "d, secret++",
        "d, c2VjcmV0",
        "x, c2VjcmV0"
    })
    void a_key_that_is_not_usable_is_refused_by_position_and_not_quoted(String member, String value)
            throws JoseException {
        Map<String, Object> bad =
                new LinkedHashMap<>(
                        VapidKeys.jwk("two").toParams(OutputControlLevel.INCLUDE_PRIVATE));
        if (value == null) {
            bad.remove(member);
        } else {
            bad.put(member, value);
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VapidKeyRing.parse(ring(List.of(good("one"), bad))))
                .withNoCause()
                .withMessageStartingWith("key 2 of the VAPID key ring")
                .withMessageNotContainingAny("secret", "c2VjcmV0", value == null ? "…" : value);
    }

    @Test
    void a_public_key_of_another_private_key_is_refused() throws JoseException {
        Map<String, Object> mixed = good("one");
        mixed.put("d", good("two").get("d"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VapidKeyRing.parse(ring(List.of(mixed))))
                .withMessageContaining("not that of the private key");
    }

    @Test
    void two_keys_of_one_id_are_refused() throws JoseException {
        String json = ring(List.of(good("one"), good("one")));

        assertThatIllegalArgumentException().isThrownBy(() -> VapidKeyRing.parse(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "secret", "[]", "{}", "{\"keys\":[]}", "{\"keys\":{}}", "{\"keys\":"})
    void what_is_no_key_ring_is_refused_without_being_quoted(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VapidKeyRing.parse(json))
                .withNoCause()
                .withMessageNotContaining("secret");
    }

    @Test
    void printing_tells_ids_and_no_keys() throws JoseException {
        VapidKeyRing ring = VapidKeyRing.parse(VapidKeys.json(VapidKeys.jwk("one")));

        assertThat(Stream.of(ring, ring.newest()))
                .map(Object::toString)
                .containsExactly("VapidKeyRing[one]", "VapidKey[one]");
    }

    private static Map<String, Object> good(String id) throws JoseException {
        return new LinkedHashMap<>(VapidKeys.jwk(id).toParams(OutputControlLevel.INCLUDE_PRIVATE));
    }

    private static String ring(List<Map<String, Object>> keys) {
        return JsonUtil.toJson(Map.of("keys", keys));
    }
}
