package dev.nextup.subscription.binding;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;

/** Why a change of a ticket's notifications is refused. */
enum SubscriptionRejection implements Rejection {
    INVALID_FIELD(
            Problem.of(400, "invalid-field", "A field has the wrong type or form")
                    .withDetail("Check the field named in `field`.")),
    UNKNOWN_TICKET(
            Problem.of(404, "unknown-ticket", "This ticket does not exist")
                    .withDetail("Check the id. A ticket of somebody else looks the same.")),
    TICKET_ENDED(
            Problem.of(409, "ticket-ended", "This ticket has ended")
                    .withDetail("Nobody will be notified of it any more. Take a new ticket.")),
    INVALID_KEY(
            Problem.of(422, "invalid-key", "The keys of the subscription cannot be used")
                    .withDetail("Send `p256dh` and `auth` as the browser gave them.")),
    ENDPOINT_NOT_ALLOWED(
            Problem.of(422, "endpoint-not-allowed", "Nothing is sent to this endpoint")
                    .withDetail("Send the endpoint as the browser gave it.")),
    SUBSCRIPTION_EXPIRED(
            Problem.of(422, "subscription-expired", "The browser's subscription has expired")
                    .withDetail("Unsubscribe in the browser and subscribe again.")),
    VAPID_KEY_RETIRED(
            Problem.of(422, "vapid-key-retired", "The subscription was made with a retired key")
                    .withDetail(
                            "Read /api/notifications/vapid-public-key, unsubscribe in the browser and"
                                    + " subscribe again with that key.")),
    INVALID_PREFERENCE(
            Problem.of(422, "invalid-preference", "A preference is out of range")
                    .withDetail("`notifyAhead` is 1 to 99."));

    private final Problem problem;

    SubscriptionRejection(Problem problem) {
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

    /** This refusal with a sentence about the occurrence, which must not quote the input. */
    RejectedException with(String detail) {
        return new RejectedException(() -> problem.withDetail(detail));
    }

    /** This refusal with a sentence, and in {@code reason} a word for programs. */
    RejectedException because(String reason, String detail) {
        return new RejectedException(() -> problem.withDetail(detail).with("reason", reason));
    }

    /** This refusal, naming the field. */
    RejectedException in(String field) {
        return new RejectedException(() -> problem.with("field", field));
    }
}
