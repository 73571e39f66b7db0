package dev.nextup.dispatch.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one notification says, as it is kept until it is sent.
 *
 * @param counter where to go
 * @param position 1 for the next to be called
 * @param at when it happened
 * @param given words and settings of somebody who asked for this notification; {@code null} for the
 *     texts of its kind
 */
public record Content(
        TicketPlace place,
        @Nullable Counter counter,
        @Nullable Integer position,
        Instant at,
        @Nullable ObjectNode given) {

    public static Content of(TicketPlace place, Instant at) {
        return new Content(place, null, null, at, null);
    }

    public Content withCounter(@Nullable Counter where) {
        return new Content(place, where, position, at, given);
    }

    public Content withPosition(int inQueue) {
        return new Content(place, counter, inQueue, at, given);
    }

    public Content withGiven(@Nullable ObjectNode words) {
        return new Content(place, counter, position, at, words);
    }

    /** Where the customer is served. */
    public record Counter(UUID id, String name) {}
}
