package dev.nextup.ticket.walkin;

import dev.nextup.problem.Problem;
import dev.nextup.problem.Rejection;

/** Why a ticket for a walk-in, a code or a claim is refused. */
enum WalkInRejection implements Rejection {
    UNKNOWN_QUEUE(
            Problem.of(404, "unknown-queue", "This queue does not exist")
                    .withDetail(
                            "Use the id of a service or of a department of your organisation.")),
    /** One and the same for every code that is not good, so that nothing is learned by trying. */
    CLAIM_INVALID(
            Problem.of(404, "claim-invalid", "This code is not valid")
                    .withDetail(
                            "It may be mistyped, used, replaced or too old. Ask at the desk for a new one.")),
    ALREADY_CLAIMED(
            Problem.of(409, "already-claimed", "This ticket is on somebody's device")
                    .withDetail("Its holder can move it to another device themselves."));

    private final Problem problem;

    WalkInRejection(Problem problem) {
        this.problem = problem;
    }

    @Override
    public Problem toProblem() {
        return problem;
    }
}
