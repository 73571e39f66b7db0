package dev.nextup.ticket.board;

import dev.nextup.problem.Problem;
import dev.nextup.problem.Rejection;

/** Why a board is refused. */
enum BoardRejection implements Rejection {
    UNKNOWN_QUEUE(
            Problem.of(404, "unknown-queue", "This queue does not exist")
                    .withDetail("Use the id of a service or of a department."));

    private final Problem problem;

    BoardRejection(Problem problem) {
        this.problem = problem;
    }

    @Override
    public Problem toProblem() {
        return problem;
    }
}
