package dev.nextup.dispatch.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.nextup.dispatch.message.Content;
import dev.nextup.event.delivery.NotificationType;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How deliveries look in the tables. */
public final class DeliveryRows {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    // A newer replica may have written more.
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private DeliveryRows() {}

    public static String code(NotificationType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    public static NotificationType type(Row row) {
        return NotificationType.valueOf(
                row.getString("notification_type").toUpperCase(Locale.ROOT));
    }

    /** JSON for a {@code jsonb} column. */
    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            // Without its cause, which quotes the value.
            throw new IllegalStateException("a record of ours is always JSON");
        }
    }

    /** Reads what {@link #json} wrote, selected as text. */
    public static <T> T fromJson(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored " + type.getSimpleName() + " is unreadable");
        }
    }

    /** {@code null} where the column is NULL. */
    public static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    public static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> mapper) {
        List<T> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(mapper.apply(row)));
        return list;
    }

    /** Needs the columns id, ticket_id, organization_id, notification_type, state, attempts. */
    public static Settled settled(Row row) {
        return new Settled(
                row.getUUID("id"),
                row.getUUID("ticket_id"),
                row.getUUID("organization_id"),
                type(row),
                DeliveryState.valueOf(row.getString("state")),
                row.getInteger("attempts"));
    }

    static Content content(Row row) {
        return fromJson(row.getString("content"), Content.class);
    }
}
