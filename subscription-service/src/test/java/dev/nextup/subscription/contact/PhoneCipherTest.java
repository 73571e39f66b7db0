package dev.nextup.subscription.contact;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhoneCipherTest {

    private static final PhoneNumber NUMBER = new PhoneNumber("+4915123456789", 49);

    @TempDir Path directory;

    private final UUID ticket = UUID.randomUUID();

    @Test
    void what_is_sealed_opens_for_its_ticket_only_and_never_looks_the_same() throws Exception {
        PhoneCipher cipher = cipher(key("a", 1));
        PhoneCipher.Sealed once = cipher.seal(ticket, NUMBER);
        PhoneCipher.Sealed again = cipher.seal(ticket, NUMBER);

        assertThat(cipher.open(ticket, once)).contains("+4915123456789");
        assertThat(cipher.open(ticket, again)).contains("+4915123456789");
        assertThat(once.octets()).isNotEqualTo(again.octets());
        assertThat(new String(once.octets(), US_ASCII)).doesNotContain("15123");
        assertThat(cipher.open(UUID.randomUUID(), once)).isEmpty();
    }

    @Test
    void one_changed_bit_anywhere_keeps_it_shut() throws Exception {
        PhoneCipher cipher = cipher(key("a", 1));
        PhoneCipher.Sealed sealed = cipher.seal(ticket, NUMBER);

        for (int i = 0; i < sealed.octets().length; i++) {
            byte[] changed = sealed.octets().clone();
            changed[i] ^= 1;
            assertThat(cipher.open(ticket, new PhoneCipher.Sealed("a", changed))).isEmpty();
        }
        assertThat(cipher.open(ticket, new PhoneCipher.Sealed("a", new byte[0]))).isEmpty();
    }

    @Test
    void after_a_rotation_old_values_open_and_are_sealed_anew() throws Exception {
        PhoneCipher.Sealed old = cipher(key("old", 1)).seal(ticket, NUMBER);
        PhoneCipher rotated = cipher(key("new", 2), key("old", 1));

        assertThat(rotated.open(ticket, old)).contains("+4915123456789");
        assertThat(rotated.older()).containsExactly("old");
        PhoneCipher.Sealed fresh = rotated.reseal(ticket, old).orElseThrow();
        assertThat(fresh.keyId()).isEqualTo("new");
        PhoneCipher without = cipher(key("new", 2));
        assertThat(without.open(ticket, fresh)).contains("+4915123456789");
        assertThat(without.open(ticket, old)).isEmpty();
    }

    @Test
    void a_count_names_a_number_only_to_those_who_have_the_key() throws Exception {
        PhoneCipher cipher = cipher(key("a", 1));

        assertThat(cipher.fingerprint(NUMBER))
                .isEqualTo(cipher(key("a", 1)).fingerprint(NUMBER))
                .isNotEqualTo(cipher(key("a", 2)).fingerprint(NUMBER))
                .isNotEqualTo(cipher.fingerprint(new PhoneNumber("+4915123456788", 49)));
    }

    @Test
    void a_ring_that_cannot_be_used_says_why_without_quoting_it() {
        assertUnusable("{\"keys\":[{\"GBBQ", "no readable JSON Web Key Set");
        assertUnusable("{\"keys\":[]}", "holds no key");
        assertUnusable(ring("{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"GBBQ\"}"), "32 octets");
        assertUnusable(ring(key("a", 1).replace(",\"kid\":\"a\"", "")), "kid");
        assertUnusable(ring(key("a", 1), key("a", 2)), "same kid");
        assertThatThrownBy(() -> PhoneKeys.read(directory.resolve("missing")))
                .hasMessageContaining("NEXTUP_PHONE_KEY_FILE");
    }

    private void assertUnusable(String content, String why) {
        assertThatThrownBy(
                        () -> PhoneKeys.read(Files.writeString(directory.resolve("ring"), content)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("GBBQ");
    }

    private PhoneCipher cipher(String... keys) throws Exception {
        return new PhoneCipher(
                PhoneKeys.read(Files.writeString(directory.resolve("ring"), ring(keys))));
    }

    static String ring(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    static String key(String id, long seed) {
        byte[] octets = new byte[32];
        new Random(seed).nextBytes(octets);
        return "{\"kty\":\"oct\",\"k\":\"%s\",\"kid\":\"%s\"}"
                .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(octets), id);
    }
}
