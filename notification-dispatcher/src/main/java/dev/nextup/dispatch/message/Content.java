package dev.nextup.dispatch.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.event.delivery.NotificationType;
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
 * @param unheard the kind of a notification that this one replaced before it was sent, and whose
 *     words are said too; {@code null} if there is none
 * @param preview the kind that a test shows; {@code null} for the words of its own
 */
public record Content(
        TicketPlace place,
        @Nullable Counter counter,
        @Nullable Integer position,
        Instant at,
        @Nullable ObjectNode given,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable NotificationType unheard,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable NotificationType preview) {

    public static Content of(TicketPlace place, Instant at) {
        return new Content(place, null, null, at, null, null, null);
    }

    public Content withCounter(@Nullable Counter where) {
        return new Content(place, where, position, at, given, unheard, preview);
    }

    public Content withPosition(int inQueue) {
        return new Content(place, counter, inQueue, at, given, unheard, preview);
    }

    public Content withGiven(@Nullable ObjectNode words) {
        return new Content(place, counter, position, at, words, unheard, preview);
    }

    /** What was not sent is told with this. */
    public Content withUnheard(NotificationType replaced) {
        return new Content(place, counter, position, at, given, replaced, preview);
    }

    /** A test that looks like this kind. */
    public Content withPreview(@Nullable NotificationType kind) {
        return new Content(place, counter, position, at, given, unheard, kind);
    }

    /** The same with what was kept of it. */
    public Content with(Details details) {
        return new Content(
                place,
                details.counter(),
                details.position(),
                at,
                given,
                details.unheard(),
                preview);
    }

    public Details details() {
        return new Details(counter, position, unheard);
    }

    /**
     * What this notification says beyond the ticket's facts, in no person's own words. It is kept
     * when the rest has gone, for another channel to say.
     */
    public record Details(
            @Nullable Counter counter,
            @Nullable Integer position,
            @Nullable NotificationType unheard) {}

    /** Where the customer is served. */
    public record Counter(UUID id, String name) {}
}
