package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.crypto.SubscriptionKeys;
import java.time.Instant;

/**
 * One message for one browser.
 *
 * @param keyId the application server key the subscription was made with
 * @param deadline after this it must not be shown any more
 */
public record PushMessage(
        PushEndpoint endpoint,
        SubscriptionKeys keys,
        String keyId,
        PushPayload payload,
        Instant deadline,
        Urgency urgency,
        PushTopic topic) {

    @Override
    public String toString() {
        return "PushMessage[" + endpoint + "]";
    }
}
