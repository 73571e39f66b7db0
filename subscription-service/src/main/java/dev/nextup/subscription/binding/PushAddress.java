package dev.nextup.subscription.binding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser can be reached, checked.
 *
 * @param keyId the application server key it subscribed with
 * @param browser a {@link BrowserFamily} code, {@code null} if the browser did not say
 * @param expirationTime when the browser says it will end
 */
record PushAddress(
        PushEndpoint endpoint,
        SubscriptionKeys keys,
        String keyId,
        @Nullable String browser,
        @Nullable Instant expirationTime) {}
