package dev.nextup.endtoend;

import dev.nextup.event.subscription.PreferencesChanged;
import dev.nextup.event.subscription.SubscriptionBound;
import dev.nextup.event.ticket.CounterRef;
import dev.nextup.event.ticket.TicketCalled;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.event.ticket.TicketCreated;
import dev.nextup.event.ticket.TicketFacts;
import dev.nextup.event.ticket.TicketMissed;
import dev.nextup.event.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The events of a ticket, told without the services that would tell them. */
record InventedTicket(UUID id, UUID organization) {

    private static final Duration MATTERS = Duration.ofMinutes(5);

    static InventedTicket create() {
        return new InventedTicket(UUID.randomUUID(), UUID.randomUUID());
    }

    /** A real one. */
    static InventedTicket of(Customer customer) {
        return new InventedTicket(customer.ticket(), UUID.fromString(customer.organization()));
    }

    TicketCreated created(long version) {
        return new TicketCreated(facts(TicketStatus.WAITING, version), Instant.now(), 1, 0);
    }

    /** A call of its own, to a counter of its own: {@code Counter} and the version. */
    TicketCalled called(long version) {
        return new TicketCalled(
                facts(TicketStatus.CALLED, version),
                UUID.randomUUID(),
                1,
                Instant.now(),
                new CounterRef(UUID.randomUUID(), "Counter " + version));
    }

    TicketMissed missed(long version) {
        return new TicketMissed(facts(TicketStatus.NO_SHOW, version), Instant.now());
    }

    TicketCancelled cancelled(long version, TicketCancelled.Reason reason) {
        return new TicketCancelled(facts(TicketStatus.CANCELLED, version), Instant.now(), reason);
    }

    SubscriptionBound bound(SimulatedBrowser browser, String keyId) {
        return new SubscriptionBound(
                UUID.randomUUID(),
                id,
                organization,
                browser.endpoint(),
                browser.subscription().at("/keys/p256dh").asText(),
                browser.subscription().at("/keys/auth").asText(),
                keyId,
                null,
                "firefox",
                true,
                Instant.now());
    }

    PreferencesChanged pushDenied() {
        return new PreferencesChanged(
                id, organization, false, true, false, false, null, Instant.now());
    }

    private TicketFacts facts(TicketStatus status, long version) {
        return new TicketFacts(
                organization,
                "Demo Town Hall",
                "Main branch",
                "Citizen services",
                UUID.nameUUIDFromBytes(new byte[] {1}),
                "General enquiries",
                "GEN-014",
                "en",
                null,
                status,
                version,
                Instant.now().plus(MATTERS),
                null,
                null,
                null);
    }
}
