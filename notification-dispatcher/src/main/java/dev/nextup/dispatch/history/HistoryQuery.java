package dev.nextup.dispatch.history;

import dev.nextup.dispatch.delivery.DeliveryState;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.http.RequiredFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to show; {@code null} filters nothing.
 *
 * @param from created at this time or later
 * @param to created before this time
 * @param cursor where the page before ended
 */
record HistoryQuery(
        UUID organizationId,
        @Nullable UUID ticketId,
        @Nullable NotificationType type,
        @Nullable DeliveryState status,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Cursor cursor) {

    /**
     * @throws dev.nextup.problem.RejectedException 400 {@code missing-fields} or {@code
     *     invalid-field}
     */
    static HistoryQuery parse(Parameters given) {
        new RequiredFields().with("organizationId", given.organizationId()).check();
        return new HistoryQuery(
                parsed("organizationId", String.valueOf(given.organizationId()), UUID::fromString),
                optional("ticketId", given.ticketId(), UUID::fromString),
                optional("type", given.type(), HistoryQuery::type),
                optional("status", given.status(), DeliveryState::valueOf),
                optional("from", given.from(), Instant::parse),
                optional("to", given.to(), Instant::parse),
                optional("cursor", given.cursor(), Cursor::parse));
    }

    private static NotificationType type(String code) {
        return Arrays.stream(NotificationType.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static <T> @Nullable T optional(
            String field, @Nullable String text, Function<String, T> parser) {
        return text == null || text.isBlank() ? null : parsed(field, text.strip(), parser);
    }

    private static <T> T parsed(String field, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw HistoryRejection.INVALID_FIELD.in(field);
        }
    }

    /** The query's parameters as they came. */
    record Parameters(
            @Nullable String organizationId,
            @Nullable String ticketId,
            @Nullable String type,
            @Nullable String status,
            @Nullable String from,
            @Nullable String to,
            @Nullable String cursor) {}
}
