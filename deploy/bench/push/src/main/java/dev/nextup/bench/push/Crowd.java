package dev.nextup.bench.push;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.subscription.SubscriptionBound;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.test.kafka.TicketRecords;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * People who wait, all in one organisation of their own; each with an endpoint of its own.
 *
 * @param browsers whose keys a ticket's messages are for, by the ticket
 */
record Crowd(UUID organization, Map<UUID, Browser> browsers) {

    private static final CloudEventCodec CODEC = new CloudEventCodec();

    /** This many, who share the keys of a few browsers: keys take long to make. */
    static Crowd of(int people, List<Browser> browsers) {
        Map<UUID, Browser> all = new LinkedHashMap<>();
        for (int i = 0; i < people; i++) {
            all.put(UUID.randomUUID(), browsers.get(i % browsers.size()));
        }
        return new Crowd(UUID.randomUUID(), all);
    }

    int size() {
        return browsers.size();
    }

    static String path(UUID ticket) {
        return "/push/" + ticket;
    }

    /** What subscription-service tells of them, by ticket. */
    Map<UUID, byte[]> bindings(String keyId) {
        Map<UUID, byte[]> values = new LinkedHashMap<>();
        browsers.forEach((ticket, browser) -> values.put(ticket, binding(ticket, browser, keyId)));
        return values;
    }

    /** What ticket-service tells of their calls, by ticket. */
    Map<UUID, byte[]> calls() {
        Map<UUID, byte[]> values = new LinkedHashMap<>();
        browsers.keySet()
                .forEach(
                        ticket ->
                                values.put(
                                        ticket, new TicketRecords(ticket, organization).called(1)));
        return values;
    }

    private byte[] binding(UUID ticket, Browser browser, String keyId) {
        Instant now = Clock.systemUTC().instant();
        SubscriptionBound bound =
                new SubscriptionBound(
                        UUID.randomUUID(),
                        ticket,
                        organization,
                        browser.origin() + path(ticket),
                        browser.p256dh(),
                        browser.auth(),
                        keyId,
                        null,
                        "firefox",
                        true,
                        now);
        return CODEC.encode(
                CloudEvent.of(
                        SubscriptionEvents.BINDINGS,
                        UUID.randomUUID(),
                        "bench",
                        ticket,
                        now,
                        bound));
    }
}
