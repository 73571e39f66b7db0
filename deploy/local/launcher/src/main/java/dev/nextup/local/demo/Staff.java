package dev.nextup.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.local.Terminal;
import java.time.Instant;

/** The clerk of the demo organisation, logged in. The staff token stays in here. */
final class Staff {

    private static final String EMAIL = "clerk@demo.test";

    /** Everybody knows it; it works in the local run only. */
    private static final String PASSWORD = "nextup-demo";

    /** Earlier runs may have left tickets behind, but hardly more than a person can start. */
    private static final int MOST_CALLS = 100;

    private final Api member;
    private final String facts;

    private Staff(Api member, String facts) {
        this.member = member;
        this.facts = facts;
    }

    static Staff login(Api anybody) {
        JsonNode request = Api.object().put("email", EMAIL).put("password", PASSWORD);
        JsonNode answer = anybody.post("/api/auth/login", request);
        String facts = EMAIL + ", " + Api.text(answer, "/member/role");
        return new Staff(anybody.as(Api.text(answer, "/accessToken")), facts);
    }

    String facts() {
        return facts;
    }

    Api api() {
        return member;
    }

    /**
     * Calls the next one until it is ours, and completes those who come before, since a person's
     * turn comes only then.
     */
    Called callUntil(Ticket ours, Office office, Pace pace, Terminal terminal) {
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            JsonNode answer =
                    member.post("/api/queues/" + office.serviceId() + "/call-next", Api.object());
            Instant answered = pace.now();
            if (answer.isMissingNode()) {
                throw new StoryFailure(
                        "nobody waits any more, and %s was not called".formatted(ours.number()),
                        "Somebody else called it meanwhile: leave the queue alone and try again.");
            }
            Ticket called = Ticket.of(answer);
            if (called.is(ours)) {
                return new Called(called, answered);
            }
            complete(called);
            terminal.line("  .. %s was ahead: called and completed".formatted(called.number()));
        }
        throw new StoryFailure(
                "%d tickets were ahead and are completed now, but %s is still not the next"
                        .formatted(MOST_CALLS, ours.number()),
                "Try again to go on, or begin with empty data: ./deploy/local/up --reset");
    }

    Ticket complete(Ticket ticket) {
        return Ticket.of(member.post("/api/tickets/" + ticket.id() + "/complete", Api.object()));
    }

    /**
     * Our ticket, called.
     *
     * @param answered when the answer of call-next was there
     */
    record Called(Ticket ticket, Instant answered) {}
}
