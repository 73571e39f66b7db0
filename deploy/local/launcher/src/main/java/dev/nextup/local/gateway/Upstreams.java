package dev.nextup.local.gateway;

import java.util.Map;
import java.util.TreeMap;

/**
 * Ports of the services on 127.0.0.1, and which path belongs to which.
 *
 * @param ticketService also everything that has no other place
 * @param subscriptionService bindings and the browser client
 * @param notificationDispatcher the rest of the notification API
 * @param pushService the local push service
 */
public record Upstreams(
        int ticketService, int subscriptionService, int notificationDispatcher, int pushService) {

    /** The service for a raw path, as it came in: nothing is decoded, so nothing is misread. */
    Upstream forPath(String path) {
        if (path.equals("/sw.js")
                || path.startsWith("/client/")
                || isAtOrBelow(path, "/api/notifications/subscribe")
                || isAtOrBelow(path, "/api/notifications/vapid-public-key")) {
            return new Upstream("subscription-service", subscriptionService);
        }
        if (path.startsWith("/api/notifications/")) {
            return new Upstream("notification-dispatcher", notificationDispatcher);
        }
        if (path.startsWith("/push/")) {
            return new Upstream("push-service", pushService, true);
        }
        return new Upstream("ticket-service", ticketService);
    }

    /** The services with an API document, by name. */
    Map<String, Integer> documented() {
        return new TreeMap<>(
                Map.of(
                        "ticket-service", ticketService,
                        "subscription-service", subscriptionService,
                        "notification-dispatcher", notificationDispatcher));
    }

    private static boolean isAtOrBelow(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix + "/");
    }

    /**
     * One service.
     *
     * @param name shown in answers
     * @param port on 127.0.0.1
     * @param takesWebSockets whether a connection to it may become a WebSocket
     */
    record Upstream(String name, int port, boolean takesWebSockets) {

        Upstream(String name, int port) {
            this(name, port, false);
        }
    }
}
