package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.crypto.SubscriptionKeys;
import java.time.Instant;

/**
 * One message for one browser.
 *
 * @param keyId the application server key the subscription was made with
 * @param payload what the browser will read, at most {@link
 *     dev.nextup.dispatch.webpush.crypto.ContentEncoder#MAX_PLAINTEXT} octets
 * @param deadline after this it must not be shown any more
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: on its way from here to the encoder
public record PushMessage(
        PushEndpoint endpoint,
        SubscriptionKeys keys,
        String keyId,
        byte[] payload,
        Instant deadline,
        Urgency urgency,
        PushTopic topic) {

    @Override
    public String toString() {
        return "PushMessage[" + endpoint + "]";
    }
}
