package dev.nextup.ticket.message;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;

/** Why a request about an organisation's own words is refused. */
enum MessageRejection implements Rejection {
    UNKNOWN_KIND(
            Problem.of(404, "unknown-message-kind", "There is no such kind of notification")
                    .withDetail("Take one of the API document, such as `your_turn`."));

    private final Problem problem;

    MessageRejection(Problem problem) {
        this.problem = problem;
    }

    @Override
    public Problem toProblem() {
        return problem;
    }

    RejectedException exception() {
        return new RejectedException(this);
    }
}
