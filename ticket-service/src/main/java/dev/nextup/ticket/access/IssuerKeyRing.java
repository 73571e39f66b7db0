package dev.nextup.ticket.access;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one identity provider. A token with a key that is not among them asks for them again,
 * since providers replace their keys; but not more often than once a minute, whoever sends such
 * tokens. All who wait for keys wait for one request.
 *
 * <p>Thread-safe.
 */
final class IssuerKeyRing {

    /** A key that the provider has withdrawn is forgotten this soon. */
    static final Duration FRESH = Duration.ofMinutes(10);

    /** Between two requests to the provider. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** How long known keys do while the provider does not answer. */
    static final Duration USABLE = Duration.ofHours(1);

    private List<PublicJsonWebKey> keys = List.of();
    private Instant readAt = Instant.MIN;
    private Instant askedAt = Instant.MIN;
    private Uni<List<PublicJsonWebKey>> latest = Uni.createFrom().item(List.of());

    /** Fails as the fetch does when there are no usable keys. */
    synchronized Uni<Optional<PublicJsonWebKey>> find(
            @Nullable String keyId, Instant now, Supplier<Uni<List<PublicJsonWebKey>>> fetch) {
        boolean fresh = readAt.isAfter(now.minus(FRESH));
        if (!(fresh && among(keys, keyId).isPresent()) && !askedAt.isAfter(now.minus(PAUSE))) {
            askedAt = now;
            latest =
                    fetch.get()
                            .invoke(found -> replace(found, now))
                            .onFailure()
                            .recoverWithUni(failure -> known(now, failure))
                            .memoize()
                            .indefinitely();
        }
        return latest.map(found -> among(found, keyId));
    }

    private synchronized void replace(List<PublicJsonWebKey> found, Instant now) {
        keys = found;
        readAt = now;
    }

    private synchronized Uni<List<PublicJsonWebKey>> known(Instant now, Throwable failure) {
        return readAt.isAfter(now.minus(USABLE))
                ? Uni.createFrom().item(keys)
                : Uni.createFrom().failure(failure);
    }

    private static Optional<PublicJsonWebKey> among(
            List<PublicJsonWebKey> keys, @Nullable String keyId) {
        if (keyId == null) {
            return keys.size() == 1 ? Optional.of(keys.get(0)) : Optional.empty();
        }
        return keys.stream().filter(key -> Objects.equals(key.getKeyId(), keyId)).findFirst();
    }
}
