package dev.nextup.subscription.binding;

import dev.nextup.subscription.vapid.VapidKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes an address of what a client sent, or refuses it. */
@ApplicationScoped
class AddressCheck {

    private final PushHosts hosts;
    private final VapidKeys vapidKeys;

    AddressCheck(PushHosts hosts, VapidKeys vapidKeys) {
        this.hosts = hosts;
        this.vapidKeys = vapidKeys;
    }

    /**
     * @throws dev.nextup.problem.RejectedException 422: {@code endpoint-not-allowed}, {@code
     *     invalid-key} or {@code unknown-vapid-key}
     */
    PushAddress check(SubscribeRequest request) {
        SubscribeRequest.Subscription given = Objects.requireNonNull(request.subscription());
        SubscribeRequest.Keys keys = Objects.requireNonNull(given.keys());
        PushEndpoint endpoint = hosts.check(String.valueOf(given.endpoint()));
        SubscriptionKeys checked =
                SubscriptionKeys.checked(
                        String.valueOf(keys.p256dh()), String.valueOf(keys.auth()));
        BrowserFamily browser = BrowserFamily.of(request.userAgent());
        return new PushAddress(
                endpoint,
                checked,
                keyId(request.keyId()),
                browser == null ? null : browser.code(),
                expirationTime(given));
    }

    /** Clients that do not say subscribed with what the service tells them, the current key. */
    private String keyId(@Nullable String given) {
        if (given == null) {
            return vapidKeys.current().keyId();
        }
        if (!vapidKeys.holds(given)) {
            throw SubscriptionRejection.UNKNOWN_VAPID_KEY.asException();
        }
        return given;
    }

    private static @Nullable Instant expirationTime(SubscribeRequest.Subscription given) {
        Double millis = given.expirationTime();
        return millis == null ? null : Instant.ofEpochMilli(millis.longValue());
    }
}
