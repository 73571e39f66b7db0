package dev.nextup.local;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which port serves what: all in a row behind the gateway's.
 *
 * @param gateway the only one a person needs
 */
record PortPlan(int gateway) {

    private static final int LAST_OFFSET = 7;

    /** The others need room behind it. */
    static final int HIGHEST_GATEWAY = 65_535 - LAST_OFFSET;

    int ticketService() {
        return gateway + 1;
    }

    int subscriptionService() {
        return gateway + 2;
    }

    int notificationDispatcher() {
        return gateway + 3;
    }

    int pushService() {
        return gateway + 4;
    }

    int postgres() {
        return gateway + 5;
    }

    int kafka() {
        return gateway + 6;
    }

    int kafkaController() {
        return gateway + 7;
    }

    /** Every port with the name of what needs it, in ascending order. */
    Map<Integer, String> purposes() {
        Map<Integer, String> purposes = new LinkedHashMap<>();
        purposes.put(gateway, "gateway");
        purposes.put(ticketService(), "ticket-service");
        purposes.put(subscriptionService(), "subscription-service");
        purposes.put(notificationDispatcher(), "notification-dispatcher");
        purposes.put(pushService(), "local push service");
        purposes.put(postgres(), "PostgreSQL");
        purposes.put(kafka(), "Kafka");
        purposes.put(kafkaController(), "Kafka's controller");
        return purposes;
    }
}
