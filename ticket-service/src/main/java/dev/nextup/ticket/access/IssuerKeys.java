package dev.nextup.ticket.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The public keys of identity providers, fetched when they are needed and kept in memory. */
@ApplicationScoped
class IssuerKeys {

    private final JsonFetcher fetcher;
    private final ObjectMapper json;
    private final Clock clock;
    private final Vertx vertx;
    private final Map<OidcIssuer, IssuerKeyRing> rings = new ConcurrentHashMap<>();

    IssuerKeys(JsonFetcher fetcher, ObjectMapper json, Clock clock, Vertx vertx) {
        this.fetcher = fetcher;
        this.json = json;
        this.clock = clock;
        this.vertx = vertx;
    }

    /**
     * Comes back to where it was asked for, whoever's request fetched the keys. Fails when there
     * are none and the provider does not answer.
     *
     * @param keyId null when the token names none: then the provider must have just one
     */
    Uni<Optional<PublicJsonWebKey>> find(OidcIssuer issuer, @Nullable String keyId) {
        return rings.computeIfAbsent(issuer, first -> new IssuerKeyRing())
                .find(keyId, clock.instant(), () -> fetch(issuer))
                .emitOn(here());
    }

    private Executor here() {
        Context context = vertx.getOrCreateContext();
        return task -> context.runOnContext(turn -> task.run());
    }

    private Uni<List<PublicJsonWebKey>> fetch(OidcIssuer issuer) {
        return address(issuer).chain(fetcher::get).map(IssuerKeys::signing);
    }

    private Uni<URI> address(OidcIssuer issuer) {
        URI configured = issuer.jwksUrl();
        return configured != null
                ? Uni.createFrom().item(configured)
                : fetcher.get(issuer.discovery()).map(document -> discovered(issuer, document));
    }

    /** OpenID Connect Discovery 1.0, section 4.3: a document that names another issuer is none. */
    private URI discovered(OidcIssuer issuer, String document) {
        try {
            JsonNode found = json.readTree(document);
            URI address = URI.create(found.path("jwks_uri").asText());
            if (found.path("issuer").asText().equals(issuer.issuer())
                    && OidcIssuer.isSafe(address)) {
                return address;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalStateException("no discovery document", e);
        }
        throw new IllegalStateException("the discovery document is another's");
    }

    private static List<PublicJsonWebKey> signing(String keySet) {
        try {
            return new JsonWebKeySet(keySet)
                    .getJsonWebKeys().stream()
                            .filter(PublicJsonWebKey.class::isInstance)
                            .map(PublicJsonWebKey.class::cast)
                            .filter(key -> !"enc".equals(key.getUse()))
                            .toList();
        } catch (JoseException e) {
            throw new IllegalStateException("no JSON Web Key Set", e);
        }
    }
}
