package dev.nextup.ticket.queue;

import dev.nextup.problem.Problem;
import dev.nextup.problem.Rejection;

/** Why a request about a queue is refused. */
enum QueueRejection implements Rejection {
    UNKNOWN_QUEUE(
            Problem.of(404, "unknown-queue", "This queue does not exist")
                    .withDetail(
                            "Use the id of a service or of a department of your organisation.")),
    UNKNOWN_COUNTER(
            Problem.of(404, "unknown-counter", "This counter does not exist")
                    .withDetail("Use the id of an active counter of the queue's department."));

    private final Problem problem;

    QueueRejection(Problem problem) {
        this.problem = problem;
    }

    @Override
    public Problem toProblem() {
        return problem;
    }
}
