package dev.nextup.test.kafka;

import dev.nextup.event.CloudEvent;
import dev.nextup.event.ticket.TicketCalled;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.event.ticket.TicketCompleted;
import dev.nextup.event.ticket.TicketCreated;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.event.ticket.TicketFacts;
import dev.nextup.event.ticket.TicketRequeued;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.messaging.kafka.CloudEventCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Events of one ticket, encoded as ticket-service publishes them; each with an id of its own. */
public final class TicketRecords {

    /** In each event; replace it in the encoded text to say something else. */
    public static final String NUMBER = "GEN-001";

    private static final Duration WORTH_TELLING = Duration.ofMinutes(10);
    private static final CloudEventCodec CODEC = new CloudEventCodec();

    private final UUID serviceId = UUID.randomUUID();

    /** Where the ticket is. */
    public final UUID branchId = UUID.randomUUID();

    public final UUID departmentId = UUID.randomUUID();

    private final UUID ticketId;
    private final UUID organizationId;

    /** When everything happens: microseconds, as the services count. */
    public final Instant at = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);

    public TicketRecords(UUID ticketId, UUID organizationId) {
        this.ticketId = ticketId;
        this.organizationId = organizationId;
    }

    public byte[] created(long version) {
        return encode(new TicketCreated(facts(TicketStatus.WAITING, version), at, 1, 0));
    }

    public byte[] called(long version) {
        return encode(
                new TicketCalled(
                        facts(TicketStatus.CALLED, version), UUID.randomUUID(), 1, at, null));
    }

    public byte[] completed(long version) {
        return encode(new TicketCompleted(facts(TicketStatus.COMPLETED, version), at, null));
    }

    public byte[] cancelled(long version, TicketCancelled.Reason reason) {
        return encode(new TicketCancelled(facts(TicketStatus.CANCELLED, version), at, reason));
    }

    /** Put back into the queue; after {@link #completed} an undo. */
    public byte[] requeued(long version) {
        return encode(
                new TicketRequeued(
                        facts(TicketStatus.WAITING, version), at, 1, TicketRequeued.Place.FIRST));
    }

    /** The ticket as it is after an event. */
    public TicketFacts facts(TicketStatus status, long version) {
        return new TicketFacts(
                organizationId,
                "Demo Town Hall",
                "Main branch",
                "Citizen services",
                serviceId,
                "General enquiries",
                NUMBER,
                "en",
                null,
                status,
                version,
                at.plus(WORTH_TELLING),
                null,
                branchId,
                departmentId);
    }

    /** The value of the record that carries the event. */
    public byte[] encode(TicketEvent event) {
        return CODEC.encode(
                CloudEvent.of(
                        TicketEvents.TYPES,
                        UUID.randomUUID(),
                        "ticket-service",
                        ticketId,
                        at,
                        event));
    }
}
