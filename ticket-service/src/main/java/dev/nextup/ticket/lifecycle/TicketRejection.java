package dev.nextup.ticket.lifecycle;

import dev.nextup.problem.Problem;
import dev.nextup.problem.Rejection;

/** Why a command on a ticket, or the issue of one, is refused. */
public enum TicketRejection implements Rejection {
    UNKNOWN_TICKET(
            Problem.of(404, "unknown-ticket", "This ticket does not exist")
                    .withDetail("Check the id. A ticket of somebody else looks the same.")),
    UNKNOWN_SERVICE(
            Problem.of(404, "unknown-service", "This service does not exist")
                    .withDetail("Ask for the organisation again and choose one of its services.")),
    JOIN_CODE_REQUIRED(
            Problem.of(403, "join-code-required", "This service asks for the code on its screens")
                    .withDetail("Send `joinCode`, as the screen or its QR code shows it now.")),
    JOIN_CODE_INVALID(
            Problem.of(403, "join-code-invalid", "This code is not the one on the screens")
                    .withDetail("It changes every five minutes. Look again, or scan again.")),
    QUEUE_CLOSED(
            Problem.of(409, "queue-closed", "This service takes no tickets now")
                    .withDetail("Choose another service or come back later.")),
    QUEUE_FULL(
            Problem.of(409, "queue-full", "All tickets of today are taken")
                    .withDetail(
                            "Choose another service or come back tomorrow. A place is free again when somebody leaves.")),
    ILLEGAL_TRANSITION(
            Problem.of(409, "illegal-transition", "The ticket is not in a state for this")
                    .withDetail("`ticket` shows it as it is now. Refresh and choose again.")),
    COUNTER_BUSY(
            Problem.of(409, "counter-busy", "Another ticket is at this counter")
                    .withDetail("Complete it first, or call the next ticket to the counter.")),
    DELAY_LIMIT_REACHED(
            Problem.of(409, "delay-limit-reached", "This ticket has let others pass often enough")
                    .withDetail("Three times is the most. Wait, or leave the queue.")),
    RECALL_LIMIT_REACHED(
            Problem.of(409, "recall-limit-reached", "This ticket has been called often enough")
                    .withDetail(
                            "Skip it: its holder is told and can be let in again. The service sets the limit.")),
    INVALID_PLACES(
            Problem.of(422, "invalid-places", "So many cannot be let pass at once")
                    .withDetail("Send `places` from 1 to 10.")),
    TRANSFER_NOT_POSSIBLE(
            Problem.of(422, "transfer-not-possible", "The ticket cannot be moved to this service")
                    .withDetail("Choose another service of the same branch.")),
    UNKNOWN_COUNTER(
            Problem.of(404, "unknown-counter", "This counter does not exist")
                    .withDetail("Use the id of an active counter of the ticket's department.")),
    STALE_VERSION(
            Problem.of(409, "stale-version", "The ticket has changed in the meantime")
                    .withDetail("`ticket` shows it as it is now. Decide again with its version."));

    private final Problem problem;

    TicketRejection(Problem problem) {
        this.problem = problem;
    }

    @Override
    public Problem toProblem() {
        return problem;
    }
}
