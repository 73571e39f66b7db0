package dev.nextup.dispatch.history;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;

/** Why deliveries are not shown. */
enum HistoryRejection implements Rejection {
    INVALID_FIELD(
            Problem.of(400, "invalid-field", "A field has the wrong type or form")
                    .withDetail("Check the field named in `field`.")),
    UNKNOWN_ORGANIZATION(
            Problem.of(404, "unknown-organization", "There is no such organisation")
                    .withDetail("Ask for your own."));

    private final Problem problem;

    HistoryRejection(Problem problem) {
        this.problem = problem;
    }

    @Override
    public Problem toProblem() {
        return problem;
    }

    /** This refusal as it is. */
    RejectedException asException() {
        return new RejectedException(this);
    }

    /** This refusal, naming the field. */
    RejectedException in(String field) {
        return new RejectedException(() -> problem.with("field", field));
    }
}
