package dev.nextup.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the notification-dispatcher says it delivered for one ticket. */
final class DeliveryLog {

    private static final List<String> EXPECTED =
            List.of(Notification.TICKET_CREATED, Notification.YOUR_TURN);

    /** The push service took it over. */
    private static final String ACCEPTED = "ACCEPTED";

    private final Api staff;
    private final String target;

    DeliveryLog(Api staff, Office office, Ticket ticket) {
        this.staff = staff;
        this.target =
                "/api/notifications/logs?organizationId=%s&ticketId=%s"
                        .formatted(office.organizationId(), ticket.id());
    }

    /** Waits until both deliveries are accepted: the log may lag behind the browser. */
    String awaitAccepted(Waiting waiting) {
        return waiting.until(
                "accepted deliveries",
                () ->
                        Optional.of(statuses())
                                .filter(DeliveryLog::allAccepted)
                                .map(DeliveryLog::facts),
                () -> "the log has " + facts(statuses()));
    }

    private Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        EXPECTED.forEach(kind -> statuses.put(kind, "missing"));
        for (JsonNode delivery : staff.get(target).path("items")) {
            statuses.computeIfPresent(
                    Api.text(delivery, "/notificationType"),
                    (kind, before) -> Api.text(delivery, "/status"));
        }
        return statuses;
    }

    private static boolean allAccepted(Map<String, String> statuses) {
        return statuses.values().stream().allMatch(ACCEPTED::equals);
    }

    private static String facts(Map<String, String> statuses) {
        return statuses.entrySet().stream()
                .map(delivery -> delivery.getKey() + " " + delivery.getValue())
                .collect(Collectors.joining(", "));
    }
}
