package dev.nextup.subscription.vapid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VapidKeysTest {

    @TempDir Path directory;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void the_first_key_is_the_one_to_subscribe_with_and_older_ones_still_count() throws Exception {
        EllipticCurveJsonWebKey newest = key("new");
        VapidKeys keys = read(ring(newest, key("old")));

        assertThat(keys.current().keyId()).isEqualTo("new");
        byte[] point = Base64.getUrlDecoder().decode(keys.current().publicKey());
        assertThat(point).hasSize(65).startsWith(4);
        assertThat(keys.holds("new")).isTrue();
        assertThat(keys.holds("old")).isTrue();
        assertThat(keys.holds("other")).isFalse();
    }

    @Test
    void a_ring_that_cannot_be_used_stops_the_start_and_says_why_without_quoting_it()
            throws Exception {
        String secret = "GBBQ";
        assertUnusable("{\"keys\":[{\"" + secret, "no readable JSON Web Key Set", secret);
        assertUnusable("{\"keys\":[]}", "every key needs kid", "keys\"");
        assertUnusable(ring(key(null)), "every key needs kid", "\"d\"");
        assertUnusable(ring(key("same"), key("same")), "same kid", "\"d\"");
        assertUnusable(
                new JsonWebKeySet(key("public")).toJson(OutputControlLevel.PUBLIC_ONLY),
                "private part d",
                "\"x\"");
        Path missing = directory.resolve("missing");
        assertThatThrownBy(() -> new VapidKeys(missing, Clock.systemUTC(), registry))
                .hasMessageContaining("NEXTUP_VAPID_KEYS_FILE");
    }

    @Test
    void a_private_key_that_belongs_to_another_public_key_stops_the_start() throws Exception {
        EllipticCurveJsonWebKey one = key("one");
        one.setPrivateKey(key("two").getPrivateKey());

        assertUnusable(ring(one), "does not belong", "\"d\"");
    }

    private void assertUnusable(String content, String why, String never) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NEXTUP_VAPID_KEYS_FILE")
                .hasMessageContaining(why)
                .hasMessageNotContaining(never);
    }

    @Test
    void a_new_first_key_counts_at_once_and_is_handed_out_when_every_replica_has_it()
            throws Exception {
        EllipticCurveJsonWebKey old = key("old");
        VapidKeys keys = read(ring(old));

        change(keys, ring(key("new"), old));

        assertThat(keys.holds("new")).isTrue();
        assertThat(keys.current().keyId()).isEqualTo("old");
        now = now.plus(VapidKeys.HANDOVER);
        assertThat(keys.current().keyId()).isEqualTo("new");
        assertThat(keys.holds("old")).isTrue();
        assertThat(reloads("changed")).isEqualTo(1);
    }

    @Test
    void a_key_that_leaves_the_ring_is_handed_out_no_more() throws Exception {
        EllipticCurveJsonWebKey old = key("old");
        EllipticCurveJsonWebKey next = key("new");
        VapidKeys keys = read(ring(old));
        change(keys, ring(next, old));

        change(keys, ring(next));

        assertThat(keys.current().keyId()).isEqualTo("new");
        assertThat(keys.holds("old")).isFalse();
    }

    @Test
    void a_ring_that_becomes_unusable_or_is_away_is_not_taken() throws Exception {
        VapidKeys keys = read(ring(key("old")));
        change(keys, "{\"keys\":[{\"kty\":\"EC\"}]}");
        keys.look();
        Files.delete(directory.resolve("keys.json"));
        keys.look();

        assertThat(keys.current().keyId()).isEqualTo("old");
        assertThat(reloads("unusable")).isEqualTo(1);
        change(keys, ring(key("new")));
        assertThat(keys.current().keyId()).isEqualTo("new");
    }

    private VapidKeys read(String content) throws Exception {
        Path file = Files.writeString(directory.resolve("keys.json"), content);
        return new VapidKeys(file, clock(), registry);
    }

    private void change(VapidKeys keys, String content) throws Exception {
        Files.writeString(directory.resolve("keys.json"), content);
        keys.look();
    }

    private double reloads(String outcome) {
        return registry.counter("nextup.vapid.reloads", "outcome", outcome).count();
    }

    /** Shows {@link #now}. */
    private Clock clock() {
        return new Clock() {
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
        };
    }

    private static String ring(EllipticCurveJsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }

    private static EllipticCurveJsonWebKey key(String id) throws Exception {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(id);
        return key;
    }
}
