package dev.nextup.ticket.organization;

import dev.nextup.problem.Problem;
import dev.nextup.problem.Rejection;

/** Why a request about an organisation is refused. */
enum OrganizationRejection implements Rejection {
    UNKNOWN(
            Problem.of(404, "unknown-organization", "This organisation does not exist")
                    .withDetail("Check the link or scan the QR code again.")),
    UNKNOWN_QUEUE(
            Problem.of(404, "unknown-queue", "This queue does not exist")
                    .withDetail("Use the id of a service or of a department."));

    private final Problem problem;

    OrganizationRejection(Problem problem) {
        this.problem = problem;
    }

    @Override
    public Problem toProblem() {
        return problem;
    }
}
