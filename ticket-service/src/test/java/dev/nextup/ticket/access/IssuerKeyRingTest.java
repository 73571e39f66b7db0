package dev.nextup.ticket.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

class IssuerKeyRingTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final IssuerKeyRing ring = new IssuerKeyRing();
    private List<PublicJsonWebKey> published = List.of(key("old"));
    private boolean away;
    private int fetches;

    @Test
    void keys_are_fetched_once_and_kept() {
        assertThat(find("old", NOON)).isPresent();
        assertThat(find("old", NOON.plusSeconds(599))).isPresent();

        assertThat(fetches).isEqualTo(1);
    }

    @Test
    void a_new_key_is_fetched_when_a_token_names_it_but_once_a_minute_at_most() {
        find("old", NOON);
        published = List.of(key("new"), key("old"));

        assertThat(find("new", NOON.plusSeconds(30))).isEmpty();
        assertThat(find("new", NOON.plusSeconds(61))).isPresent();
        for (int i = 0; i < 50; i++) {
            assertThat(find("forged-" + i, NOON.plusSeconds(70))).isEmpty();
        }
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void a_withdrawn_key_is_forgotten_after_ten_minutes() {
        find("old", NOON);
        published = List.of(key("new"));

        assertThat(find("old", NOON.plus(Duration.ofMinutes(9)))).isPresent();
        assertThat(find("old", NOON.plus(Duration.ofMinutes(10)))).isEmpty();
    }

    @Test
    void known_keys_do_for_an_hour_while_the_provider_is_away() {
        find("old", NOON);
        away = true;

        assertThat(find("old", NOON.plus(Duration.ofMinutes(30)))).isPresent();
        assertThatThrownBy(() -> find("old", NOON.plus(Duration.ofMinutes(61)))).hasMessage("away");
        away = false;
        assertThat(find("old", NOON.plus(Duration.ofMinutes(63)))).isPresent();
    }

    @Test
    void a_token_without_a_key_id_is_clear_only_when_there_is_one_key() {
        assertThat(find(null, NOON)).isPresent();

        published = List.of(key("a"), key("b"));
        assertThat(find(null, NOON.plus(Duration.ofMinutes(11)))).isEmpty();
    }

    /** All at once, with one request under way. */
    @Test
    void all_who_wait_for_keys_wait_for_one_request() {
        List<Object> answered = new ArrayList<>();
        List<java.util.function.Consumer<List<PublicJsonWebKey>>> pending = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ring.find(
                            "old",
                            NOON,
                            () -> {
                                fetches++;
                                return Uni.createFrom()
                                        .emitter(e -> pending.add(keys -> e.complete(keys)));
                            })
                    .subscribe()
                    .with(answered::add);
        }
        assertThat(answered).isEmpty();

        pending.forEach(request -> request.accept(published));

        assertThat(fetches).isEqualTo(1);
        assertThat(answered).hasSize(10).allMatch(found -> ((Optional<?>) found).isPresent());
    }

    private Optional<PublicJsonWebKey> find(String keyId, Instant now) {
        return ring.find(
                        keyId,
                        now,
                        () -> {
                            fetches++;
                            return away
                                    ? Uni.createFrom().failure(new IllegalStateException("away"))
                                    : Uni.createFrom().item(published);
                        })
                .await()
                .indefinitely();
    }

    private static PublicJsonWebKey key(String id) {
        try {
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
