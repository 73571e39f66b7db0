package dev.nextup.ticket.join;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;

/** Why there is no such way in. */
enum JoinRejection implements Rejection {
    UNKNOWN_ORGANIZATION(
            404,
            "unknown-organization",
            "This organisation does not exist",
            "Check the link or scan the QR code again."),
    UNKNOWN_BRANCH(404, "unknown-branch", "This branch does not exist", JoinRejection.READ_AGAIN),
    UNKNOWN_DEPARTMENT(
            404, "unknown-department", "This department does not exist", JoinRejection.READ_AGAIN),
    UNKNOWN_SERVICE(
            404, "unknown-service", "This service does not exist", JoinRejection.READ_AGAIN),
    UNKNOWN_QUEUE(
            404,
            "unknown-queue",
            "This queue does not exist",
            "Use the id of a service of your organisation; a department has no code."),
    NOT_TOGETHER(
            422,
            "not-together",
            "These do not belong together",
            "Name a department of the branch, and a service of the department."),
    NOT_ACCEPTABLE(
            406,
            "not-acceptable",
            "This representation is not available",
            "Ask for image/svg+xml or image/png.");

    private static final String READ_AGAIN = "Read the organisation again and choose.";

    private final Problem problem;

    JoinRejection(int status, String code, String title, String detail) {
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
