package dev.nextup.subscription.binding;

import dev.nextup.endpoint.EndpointRules;
import dev.nextup.endpoint.EndpointRules.Refusal;
import dev.nextup.problem.RejectedException;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which endpoints we are willing to send to. The endpoint is user input and our dispatcher
 * will POST to it, so it must not lead into somebody's network. The configuration is checked at
 * start.
 */
@Startup
@Singleton
class PushHosts {

    private final EndpointRules rules;
    private final Set<String> services;

    PushHosts(PushConfig config) {
        services =
                config.allowedHosts().stream()
                        .map(host -> host.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        rules = new EndpointRules(config.allowedHosts(), config.allowLoopback());
    }

    /**
     * @throws RejectedException 422 {@code endpoint-not-allowed}
     */
    PushEndpoint check(String endpoint) {
        if (endpoint.length() > PushEndpoint.MAX_LENGTH) {
            throw SubscriptionRejection.ENDPOINT_NOT_ALLOWED.with(
                    "The endpoint is longer than %d characters."
                            .formatted(PushEndpoint.MAX_LENGTH));
        }
        rules.refusal(parse(endpoint))
                .ifPresent(
                        refusal -> {
                            throw rejected(refusal);
                        });
        return new PushEndpoint(endpoint);
    }

    /** Whether it leads to this machine, which the operator has allowed. */
    boolean isLoopback(PushEndpoint endpoint) {
        return rules.isLoopback(URI.create(endpoint.url()));
    }

    /**
     * Whose it is: of the configured names it lies below the shortest, since a push service may
     * have many hosts; its own host if it lies below none.
     */
    String service(PushEndpoint endpoint) {
        String host = endpoint.host();
        return services.stream()
                .filter(name -> host.equals(name) || host.endsWith("." + name))
                .min(Comparator.comparingInt(String::length))
                .orElse(host);
    }

    private static RejectedException rejected(Refusal refusal) {
        return SubscriptionRejection.ENDPOINT_NOT_ALLOWED.with(
                switch (refusal) {
                    case PLACEHOLDER ->
                            "This browser has no push service: it gave a placeholder instead of an"
                                    + " address. Use another browser.";
                    case USER_OR_FRAGMENT ->
                            "The endpoint must not hold a user, a password or a fragment.";
                    case NOT_HTTPS_443 -> "The endpoint must be an https address on port 443.";
                    case HOST_NOT_LISTED ->
                            "The endpoint belongs to no push service this installation sends to.";
                });
    }

    private static URI parse(String endpoint) {
        try {
            return new URI(endpoint);
        } catch (URISyntaxException e) {
            throw SubscriptionRejection.ENDPOINT_NOT_ALLOWED.with("The endpoint is no address.");
        }
    }
}
