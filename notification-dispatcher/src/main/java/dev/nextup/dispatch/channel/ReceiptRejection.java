package dev.nextup.dispatch.channel;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;

/** Why a receipt is not taken. */
enum ReceiptRejection implements Rejection {
    SIGNATURE_INVALID(
            Problem.of(401, "webhook-signature-invalid", "This call is not signed by the gateway")
                    .withDetail(
                            "Sign `webhook-id`, `webhook-timestamp` (within five minutes of now) and the body"
                                    + " with the shared secret, after the Standard Webhooks scheme.")),
    INVALID_FIELD(
            Problem.of(400, "invalid-field", "A field has the wrong type or form")
                    .withDetail("Check the field named in `field`."));

    private final Problem problem;

    ReceiptRejection(Problem problem) {
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
