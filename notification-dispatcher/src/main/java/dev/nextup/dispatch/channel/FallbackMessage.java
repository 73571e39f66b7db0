package dev.nextup.dispatch.channel;

import dev.nextup.event.delivery.Channel;
import java.time.Instant;
import java.util.UUID;

/**
 * A notification in words, for a phone.
 *
 * @param id the same for each attempt
 * @param to the phone number (E.164)
 * @param language of the words (BCP 47)
 * @param url of the ticket's page
 * @param deadline after which it is better not delivered
 */
record FallbackMessage(
        String id,
        UUID deliveryId,
        Channel channel,
        String to,
        String notificationType,
        String ticketNumber,
        String title,
        String body,
        String language,
        String url,
        Instant deadline) {

    /** Without the number and the words. */
    @Override
    public String toString() {
        return "FallbackMessage[" + id + "]";
    }
}
