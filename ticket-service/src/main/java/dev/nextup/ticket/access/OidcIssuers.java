package dev.nextup.ticket.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The identity providers we listen to. Read once, at start. */
@Startup // an unusable file is told at start, not at the first login
@Singleton
class OidcIssuers {

    private final List<OidcIssuer> issuers;

    OidcIssuers(OidcConfig config, ObjectMapper json) {
        issuers = config.issuersFile().map(file -> read(file, json)).orElse(List.of());
    }

    /** Empty when no organisation has such a provider and client. */
    Optional<OidcIssuer> of(String issuer, Collection<String> audiences) {
        return issuers.stream()
                .filter(known -> known.issuer().equals(issuer))
                .filter(known -> audiences.contains(known.audience()))
                .findFirst();
    }

    private static List<OidcIssuer> read(Path file, ObjectMapper json) {
        try {
            List<Entry> entries =
                    json.readValue(Files.readString(file), new TypeReference<List<Entry>>() {});
            List<OidcIssuer> issuers = entries.stream().map(entry -> entry.checked(file)).toList();
            Set<List<String>> distinct = new HashSet<>();
            issuers.forEach(
                    i -> {
                        if (!distinct.add(List.of(i.issuer(), i.audience()))) {
                            throw unusable(file, "one issuer and audience stand there twice");
                        }
                    });
            return issuers;
        } catch (JsonProcessingException e) {
            throw unusable(file, "it is no JSON list of issuers");
        } catch (IOException e) {
            throw unusable(file, "it is not readable");
        }
    }

    private static IllegalStateException unusable(Path file, String why) {
        return new IllegalStateException(
                "NEXTUP_OIDC_ISSUERS_FILE " + file + " is not usable: " + why);
    }

    /** As the file has it. */
    record Entry(
            @Nullable URI issuer,
            @Nullable String audience,
            @Nullable UUID organizationId,
            @Nullable URI jwksUrl) {

        OidcIssuer checked(Path file) {
            if (issuer == null
                    || audience == null
                    || audience.isBlank()
                    || organizationId == null) {
                throw unusable(file, "each needs issuer, audience and organizationId");
            }
            if (!OidcIssuer.isSafe(issuer) || (jwksUrl != null && !OidcIssuer.isSafe(jwksUrl))) {
                throw unusable(file, "addresses must be https, or http on loopback");
            }
            return new OidcIssuer(issuer.toString(), audience, organizationId, jwksUrl);
        }
    }
}
