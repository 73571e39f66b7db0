package dev.nextup.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of every event: CloudEvents 1.0, structured JSON mode.
 *
 * <p>{@code (source, id)} identifies the event: a second one with the same id is a duplicate. A
 * redelivery is recognised by its offset instead. Order is per {@code subject}, which is the record
 * key.
 *
 * @param id a UUID, made once when the event is appended to the outbox and kept on redelivery
 * @param source the service that says so, e.g. {@code ticket-service}
 * @param type versioned name, e.g. {@code dev.nextup.ticket.created.v1}
 * @param subject the ticket id, also the record key
 * @param time when the change was decided
 * @param data what happened; {@code null} only where {@code T} itself allows it
 */
@JsonPropertyOrder({
    "specversion",
    "id",
    "source",
    "type",
    "subject",
    "time",
    "datacontenttype",
    "data"
})
public record CloudEvent<T extends @Nullable Object>(
        String id, String source, String type, String subject, Instant time, T data) {

    /** The only version of the CloudEvents specification written and read. */
    public static final String SPEC_VERSION = "1.0";

    /** The media type of {@code data}. */
    public static final String DATA_CONTENT_TYPE = "application/json";

    /** Wraps {@code data} under the type name that {@code types} has for it. */
    public static <T> CloudEvent<T> of(
            EventTypes<T> types, UUID id, String source, UUID subject, Instant time, T data) {
        return new CloudEvent<>(
                id.toString(), source, types.nameOf(data), subject.toString(), time, data);
    }

    @JsonProperty("specversion")
    String specVersion() {
        return SPEC_VERSION;
    }

    @JsonProperty("datacontenttype")
    String dataContentType() {
        return DATA_CONTENT_TYPE;
    }
}
