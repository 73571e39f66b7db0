package dev.nextup.ticket.logo;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;

/** Why there is no logo, or none is taken. */
enum LogoRejection implements Rejection {
    NONE(404, "no-logo", "There is no such logo", "Read `logoUrl` of the organisation again."),
    TOO_LARGE(
            413,
            "logo-too-large",
            "The logo is too large",
            "Send at most 48 KiB; make it smaller."),
    NOT_USABLE(
            422,
            "logo-not-usable",
            "This is no picture that can be a logo",
            "Send PNG, JPEG or WebP of 16 to 2048 pixels each way. SVG is not taken: it may carry scripts.");

    private final Problem problem;

    LogoRejection(int status, String code, String title, String detail) {
        problem = Problem.of(status, code, title).withDetail(detail);
    }

    @Override
    public Problem toProblem() {
        return problem;
    }

    RejectedException exception() {
        return new RejectedException(this);
    }
}
