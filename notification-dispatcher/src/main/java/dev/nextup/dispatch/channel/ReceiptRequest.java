package dev.nextup.dispatch.channel;

import dev.nextup.dispatch.channel.Receipt.Outcome;
import dev.nextup.event.delivery.Channel;
import dev.nextup.http.RequiredFields;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as the gateway sends it. Parsed, not yet checked.
 *
 * @param type {@code notification.delivered}, {@code notification.read} or {@code
 *     notification.failed}
 */
record ReceiptRequest(@Nullable String type, @Nullable Data data) {

    static final ReceiptRequest EMPTY = new ReceiptRequest(null, null);

    /**
     * @throws dev.nextup.problem.RejectedException 400 {@code missing-fields} or {@code
     *     invalid-field}
     */
    Receipt checked() {
        Data given = data == null ? new Data(null, null) : data;
        new RequiredFields()
                .with("type", type)
                .with("deliveryId", given.deliveryId)
                .with("channel", given.channel)
                .check();
        return new Receipt(
                Objects.requireNonNull(given.deliveryId),
                channel(Objects.requireNonNull(given.channel)),
                outcome(Objects.requireNonNull(type)));
    }

    private static Channel channel(String name) {
        return switch (name) {
            case "whatsapp" -> Channel.WHATSAPP;
            case "sms" -> Channel.SMS;
            default -> throw ReceiptRejection.INVALID_FIELD.in("channel");
        };
    }

    /** A message of our own, sent back to us, is none of them. */
    private static Outcome outcome(String type) {
        for (Outcome outcome : Outcome.values()) {
            if (type.equals("notification." + outcome.name().toLowerCase(Locale.ROOT))) {
                return outcome;
            }
        }
        throw ReceiptRejection.INVALID_FIELD.in("type");
    }

    /** Which message it is about. */
    record Data(@Nullable UUID deliveryId, @Nullable String channel) {}
}
