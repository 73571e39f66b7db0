package dev.nextup.dispatch.acknowledgement;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;

/** Why an acknowledgement is not taken. */
enum AckRejection implements Rejection {
    INVALID_FIELD(
            Problem.of(400, "invalid-field", "A field has the wrong type or form")
                    .withDetail("Check the field named in `field`.")),
    TOKEN_INVALID(
            Problem.of(400, "ack-token-invalid", "This token acknowledges nothing")
                    .withDetail(
                            "Send the `ackToken` of the notification as it came, within two days."));

    private final Problem problem;

    AckRejection(Problem problem) {
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
