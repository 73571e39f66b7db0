package dev.nextup.ticket.message;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;

/** Why a request about an organisation's own words is refused. */
enum MessageRejection implements Rejection {
    UNKNOWN_KIND(
            Problem.of(404, "unknown-message-kind", "There is no such kind of notification")
                    .withDetail("Take one of the API document, such as `your_turn`.")),

    TOO_MANY_OWN_WORDS(
            Problem.of(409, "too-many-own-words", "This organisation has too many own words")
                    .withDetail(
                            "There may be 300. Delete one, such as of a language nobody reads."));

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
