package dev.nextup.ticket.organization;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;

/** Why a change of the hierarchy is refused. */
enum ManagementRejection implements Rejection {
    UNKNOWN_BRANCH(404, "unknown-branch", "This branch does not exist", Text.UNKNOWN),
    UNKNOWN_DEPARTMENT(404, "unknown-department", "This department does not exist", Text.UNKNOWN),
    UNKNOWN_SERVICE(404, "unknown-service", "This service does not exist", Text.UNKNOWN),
    UNKNOWN_COUNTER(404, "unknown-counter", "This counter does not exist", Text.UNKNOWN),
    SLUG_TAKEN(
            409,
            "slug-taken",
            "An organisation with this slug exists",
            "Choose another: it is the organisation's name in addresses."),
    SERVICE_IN_USE(
            409,
            "service-in-use",
            "Tickets of this service are still open",
            "Close the queue, serve or reset it, and put back and cancel who was missed, or wait until the day ends."),
    COUNTER_IN_USE(
            409,
            "counter-in-use",
            "A ticket is at this counter",
            "Complete the ticket of the counter first."),
    PREFIX_TAKEN(
            409,
            "prefix-taken",
            "Another active service has this prefix",
            "Choose three other letters: tickets that look alike cannot be told apart.");

    private final Problem problem;

    ManagementRejection(int status, String code, String title, String detail) {
        problem = Problem.of(status, code, title).withDetail(detail);
    }

    @Override
    public Problem toProblem() {
        return problem;
    }

    RejectedException exception() {
        return new RejectedException(this);
    }

    /** A constant of the enum itself cannot be used in its own constructor calls. */
    private static final class Text {
        static final String UNKNOWN = "Read the list again; your organisation has none of this id.";
    }
}
