package dev.nextup.dispatch.channel;

import dev.nextup.event.delivery.Channel;
import java.util.UUID;

/** What a gateway says became of a message that it took. */
record Receipt(UUID deliveryId, Channel channel, Outcome outcome) {

    /** In this order: what went further is never taken back. */
    enum Outcome {
        /** It will not arrive. */
        FAILED("undelivered"),
        /** It is on the phone. */
        DELIVERED("delivered"),
        /** The person opened it. */
        READ("read");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        /** As the outcome of its attempt. */
        String code() {
            return code;
        }
    }
}
