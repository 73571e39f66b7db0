package dev.nextup.subscription.contact;

import dev.nextup.http.TooManyRequests;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;
import java.time.Duration;

/** Why a phone number is not taken. No text quotes it. */
enum PhoneRejection implements Rejection {
    INVALID_PHONE(
            Problem.of(422, "invalid-phone", "This is no phone number")
                    .withDetail("Send it with its country code, as in +49 151 23456789.")),
    PHONE_COUNTRY_NOT_ALLOWED(
            Problem.of(
                            422,
                            "phone-country-not-allowed",
                            "Numbers of this country are not used here")
                    .withDetail("Leave the number out. Push works without it.")),
    NO_PHONE(
            Problem.of(404, "no-phone", "No number is to be used for this ticket")
                    .withDetail(
                            "The holder gave none, wants no fallback, or the ticket is erased."));

    private final Problem problem;

    PhoneRejection(Problem problem) {
        this.problem = problem;
    }

    @Override
    public Problem toProblem() {
        return problem;
    }

    RejectedException asException() {
        return new RejectedException(this);
    }

    /** 429, the same for every cap: which one it was would tell about other people. */
    static RejectedException tooMany(Duration rest) {
        return TooManyRequests.of(
                "too-many-phones",
                "No more phone numbers today",
                "Leave the number out, or try again tomorrow. Push works without it.",
                rest);
    }
}
