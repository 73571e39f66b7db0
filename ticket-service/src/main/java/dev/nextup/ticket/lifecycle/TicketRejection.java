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
    QUEUE_CLOSED(
            Problem.of(409, "queue-closed", "This service takes no tickets now")
                    .withDetail("Choose another service or come back later.")),
    ILLEGAL_TRANSITION(
            Problem.of(409, "illegal-transition", "The ticket is not in a state for this")
                    .withDetail("`ticket` shows it as it is now. Refresh and choose again.")),
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
