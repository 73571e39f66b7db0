package dev.nextup.ticket.access;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;

/** Why a change of members or passwords is refused. */
enum MemberRejection implements Rejection {
    UNKNOWN(404, "unknown-member", "This member does not exist", "Read the list again."),
    UNKNOWN_INVITATION(
            404,
            "unknown-invitation",
            "This invitation is not open",
            "It was used, replaced, or has expired after seven days. Ask for a new one."),
    EMAIL_TAKEN(
            409,
            "email-taken",
            "A member with this e-mail address exists",
            "An address belongs to one member of one organisation. Use another."),
    LAST_ADMIN(
            409,
            "last-admin",
            "The organisation would be without an admin",
            "Make somebody else admin first, and wait until they have accepted."),
    WRONG_PASSWORD(
            403,
            "wrong-password",
            "The current password is wrong",
            "Type it again, or ask an admin.");

    private final Problem problem;

    MemberRejection(int status, String code, String title, String detail) {
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
