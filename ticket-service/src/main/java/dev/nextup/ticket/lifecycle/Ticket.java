package dev.nextup.ticket.lifecycle;

import dev.nextup.event.ticket.TicketStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as stored. Immutable: every move returns the next ticket, one version higher, or
 * refuses. More components than the house rule allows, because it mirrors one row.
 *
 * @param serviceId whose queue it stands in
 * @param number as shown to people, e.g. {@code GEN-001}
 * @param priority higher classes are called first
 * @param arrival order of arrival within a class, lower first; kept for life
 * @param counterId where it was called to; null if called without a counter
 * @param callId of the last call; screens and notifications key on it
 * @param version grows by one with each change, 1 when issued
 */
public record Ticket(
        UUID id,
        UUID organizationId,
        UUID serviceId,
        String number,
        TicketStatus status,
        int priority,
        long arrival,
        @Nullable String language,
        @Nullable UUID counterId,
        @Nullable UUID callId,
        int callCount,
        Instant createdAt,
        @Nullable Instant calledAt,
        @Nullable Instant completedAt,
        long version) {

    /** Head of the queue to a counter (or to nobody's in particular). */
    public Decision call(UUID newCallId, @Nullable UUID toCounter, Instant now) {
        return decide(
                TicketCommand.CALL_NEXT,
                new Ticket(
                        id,
                        organizationId,
                        serviceId,
                        number,
                        TicketStatus.CALLED,
                        priority,
                        arrival,
                        language,
                        toCounter,
                        newCallId,
                        callCount + 1,
                        createdAt,
                        now,
                        null,
                        version + 1));
    }

    /** Served to the end; the counter stays, for the record. */
    public Decision complete(Instant now) {
        return decide(TicketCommand.COMPLETE, moved(TicketStatus.COMPLETED, counterId, now));
    }

    /** Nobody came, or not now: set aside as missed, its counter free again. */
    public Decision skip() {
        return decide(TicketCommand.SKIP, moved(TicketStatus.NO_SHOW, null, null));
    }

    private Ticket moved(TicketStatus to, @Nullable UUID atCounter, @Nullable Instant completed) {
        return new Ticket(
                id,
                organizationId,
                serviceId,
                number,
                to,
                priority,
                arrival,
                language,
                atCounter,
                callId,
                callCount,
                createdAt,
                calledAt,
                completed,
                version + 1);
    }

    private Decision decide(TicketCommand command, Ticket next) {
        return command.isLegalFrom(status)
                ? new Decision.Accepted(next)
                : new Decision.Refused(TicketRejection.ILLEGAL_TRANSITION);
    }

    /** What becomes of a command. */
    public sealed interface Decision {

        /** The ticket as it shall be stored. */
        record Accepted(Ticket ticket) implements Decision {}

        /** Nothing changes. */
        record Refused(TicketRejection rejection) implements Decision {}
    }
}
