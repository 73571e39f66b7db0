package dev.nextup.event.subscription;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The push subscription of a ticket, in full. A ticket has one at most: this replaces any earlier
 * one. More than six components, against the house rule, because it is a wire format.
 *
 * @param endpoint the push service's URL for this browser: whoever has it can send, so it is a
 *     secret and never logged
 * @param p256dh the browser's public key (P-256, uncompressed, base64url without padding)
 * @param auth the browser's authentication secret (16 bytes, base64url without padding)
 * @param keyId the application server key the subscription was made with
 * @param expirationTime as the browser said, {@code null} if it named none
 * @param userAgentFamily reduced to a browser family, e.g. {@code firefox}
 * @param active {@code false} if push was denied or the subscription is gone
 */
public record SubscriptionBound(
        UUID subscriptionId,
        UUID ticketId,
        UUID organizationId,
        String endpoint,
        String p256dh,
        String auth,
        String keyId,
        @Nullable Instant expirationTime,
        @Nullable String userAgentFamily,
        boolean active,
        Instant boundAt)
        implements SubscriptionEvent {

    /**
     * Names the subscription without its secrets, so that logging an event by mistake is harmless.
     */
    @Override
    public String toString() {
        return "SubscriptionBound[subscriptionId=%s, ticketId=%s, active=%s]"
                .formatted(subscriptionId, ticketId, active);
    }
}
