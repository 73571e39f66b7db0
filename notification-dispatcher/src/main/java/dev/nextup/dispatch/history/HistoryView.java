package dev.nextup.dispatch.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextup.dispatch.delivery.DeliveryState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of deliveries, newest first.
 *
 * @param next cursor of the page after this, {@code null} on the last
 */
record HistoryView(List<Item> items, @Nullable String next) {

    /**
     * @param status as of now
     * @param error why it was not delivered, a code; {@code null} while it may be, or if it was
     * @param deadline after which nobody needs it any more
     */
    record Item(
            UUID deliveryId,
            UUID ticketId,
            String ticketNumber,
            String notificationType,
            DeliveryState status,
            @Nullable String error,
            Instant createdAt,
            Instant deadline,
            List<Attempt> attempts) {}

    /**
     * @param outcome a code
     * @param pushService its origin
     * @param reason what the push service said of it, a word of a list (docs/errors.md); {@code
     *     null} if it said none of them
     */
    record Attempt(
            @JsonProperty("channel") String channel,
            @JsonProperty("at") Instant at,
            @JsonProperty("outcome") String outcome,
            @JsonProperty("httpStatus") @Nullable Integer httpStatus,
            @JsonProperty("pushService") String pushService,
            @JsonProperty("reason") @Nullable String reason) {}
}
