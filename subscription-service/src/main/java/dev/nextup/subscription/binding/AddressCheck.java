package dev.nextup.subscription.binding;

import dev.nextup.subscription.vapid.VapidKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes an address of what a client sent, or refuses it. */
@ApplicationScoped
class AddressCheck {

    private final PushHosts hosts;
    private final PushNames names;
    private final VapidKeys vapidKeys;
    private final Clock clock;

    AddressCheck(PushHosts hosts, PushNames names, VapidKeys vapidKeys, Clock clock) {
        this.hosts = hosts;
        this.names = names;
        this.vapidKeys = vapidKeys;
        this.clock = clock;
    }

    /**
     * Asks a name server, so never call it within a transaction.
     *
     * @return fails with 422: {@code endpoint-not-allowed}, {@code invalid-key}, {@code
     *     subscription-expired} or {@code vapid-key-retired}
     */
    Uni<PushAddress> check(SubscribeRequest request) {
        return Uni.createFrom()
                .item(() -> read(request))
                .call(
                        address ->
                                hosts.isLoopback(address.endpoint())
                                        ? Uni.createFrom().voidItem()
                                        : names.mustBePublic(address.endpoint().host()));
    }

    /** All that can be judged without asking anybody. */
    PushAddress read(SubscribeRequest request) {
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
            throw SubscriptionRejection.VAPID_KEY_RETIRED.asException();
        }
        return given;
    }

    private @Nullable Instant expirationTime(SubscribeRequest.Subscription given) {
        Double millis = given.expirationTime();
        if (millis == null) {
            return null;
        }
        Instant end = Instant.ofEpochMilli(millis.longValue());
        if (!end.isAfter(clock.instant())) {
            throw SubscriptionRejection.SUBSCRIPTION_EXPIRED.asException();
        }
        return end;
    }
}
