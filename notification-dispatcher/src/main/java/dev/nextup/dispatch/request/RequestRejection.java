package dev.nextup.dispatch.request;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import dev.nextup.problem.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why a notification is not sent on request. */
enum RequestRejection implements Rejection {
    INVALID_FIELD(
            Problem.of(400, "invalid-field", "A field has the wrong type or form")
                    .withDetail("Check the field named in `field`.")),
    OWN_WORDS_NOT_ALLOWED(
            Problem.of(403, "forbidden", "Your role does not allow this")
                    .withDetail(
                            "Leave `payload` out to send the text of the notification's kind; words of"
                                    + " one's own are for managers and admins.")),
    UNKNOWN_TICKET(
            Problem.of(404, "unknown-ticket", "There is no such ticket")
                    .withDetail("Check the ids of organisation and ticket.")),
    TICKET_ENDED(
            Problem.of(409, "ticket-ended", "This ticket has ended")
                    .withDetail("Its holder is not notified any more.")),
    IMAGE_NOT_ALLOWED(
            Problem.of(422, "image-not-allowed", "This image is not ours")
                    .withDetail(
                            "`icon`, `badge`, `image` and the icons of `actions` must be addresses of this"
                                    + " installation's own origin.")),
    PAYLOAD_TOO_LARGE(
            Problem.of(422, "payload-too-large", "The notification is too long")
                    .withDetail(
                            "Shorten title, body or data: all of it must fit into 3993 octets."));

    private final Problem problem;

    RequestRejection(Problem problem) {
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
        return in(List.of(field));
    }

    /**
     * This refusal, naming all fields that it is about.
     *
     * @param fields at least one
     */
    RejectedException in(List<String> fields) {
        Map<String, String> details = new LinkedHashMap<>();
        fields.forEach(field -> details.put(field, "invalid"));
        return new RejectedException(
                () -> problem.with("field", fields.get(0)).with("details", details));
    }
}
