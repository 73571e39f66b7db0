package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.local.postgres.LocalPostgres;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the dispatcher wrote down of its deliveries: as staff read it, and as its table has it. */
final class NotificationLog {

    /** More pages than any test fills: a cursor that leads nowhere must end. */
    private static final int MOST_PAGES = 1_000;

    private static final String ROWS =
            "SELECT ticket_id, notification_type, delivery_method, push_success, customer_phone"
                    + " FROM notification_logs";

    private final TicketClient dispatcher;
    private final DemoOffice demo;
    private final Schema schema;

    NotificationLog(TicketClient dispatcher, DemoOffice demo, LocalPostgres postgres) {
        this.dispatcher = dispatcher;
        this.demo = demo;
        this.schema = new Schema(postgres, "notification_dispatcher");
    }

    /** All deliveries of a kind, over all pages. */
    List<JsonNode> ofType(String notificationType) throws IOException {
        return pages("&type=" + notificationType);
    }

    /** All deliveries to a ticket. */
    List<JsonNode> of(UUID ticket) throws IOException {
        return pages("&ticketId=" + ticket);
    }

    /** The only delivery of a kind to a ticket, once it is accepted. */
    JsonNode awaitAccepted(UUID ticket, String notificationType, Duration patience) {
        return await(notificationType + " in the log")
                .atMost(patience)
                .until(() -> accepted(ticket, notificationType), found -> found.size() == 1)
                .get(0);
    }

    private List<JsonNode> accepted(UUID ticket, String notificationType) throws IOException {
        return of(ticket).stream()
                .filter(item -> item.path("notificationType").asText().equals(notificationType))
                .filter(item -> item.path("status").asText().equals("ACCEPTED"))
                .toList();
    }

    /** All rows of the table. */
    List<Row> rows() throws SQLException {
        return schema.query(ROWS, NotificationLog::row);
    }

    private List<JsonNode> pages(String filter) throws IOException {
        String path = "/api/notifications/logs?organizationId=" + demo.organization() + filter;
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Answer answer = dispatcher.get(path + cursor, demo.token());
            assertThat(answer.status()).as("answer to %s", path).isEqualTo(200);
            answer.body().path("items").forEach(items::add);
            if (!answer.body().hasNonNull("next")) {
                return items;
            }
            cursor = "&cursor=" + URLEncoder.encode(answer.text("next"), StandardCharsets.UTF_8);
        }
        throw new AssertionError("no last page of " + path);
    }

    private static Row row(ResultSet result) throws SQLException {
        return new Row(
                result.getObject("ticket_id", UUID.class),
                result.getString("notification_type"),
                result.getString("delivery_method"),
                result.getObject("push_success", Boolean.class),
                result.getString("customer_phone"));
    }

    /**
     * @param pushSuccess null while push was not tried to its end
     */
    record Row(
            UUID ticket,
            String type,
            String method,
            @Nullable Boolean pushSuccess,
            @Nullable String customerPhone) {

        boolean isPushed() {
            return Boolean.TRUE.equals(pushSuccess);
        }
    }
}
