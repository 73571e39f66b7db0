package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.endtoend.Command.Kind;
import java.io.IOException;
import java.util.UUID;

/**
 * A clerk at a counter of the demo office.
 *
 * @param counter id of the counter called to
 */
record Desk(TicketClient tickets, DemoOffice demo, String counter) {

    /** More than ever wait. */
    private static final int MOST_CALLS = 100;

    /** The first counter of the citizens' department. */
    static Desk of(NotifiedOffice office) throws Exception {
        String counter = office.office().table().counters(office.demo().citizens()).get(0);
        return new Desk(office.tickets(), office.demo(), counter);
    }

    /** Calls next until it is this customer's turn; returns the ticket as answered. */
    JsonNode call(Customer customer) throws IOException {
        return call(customer.ticket());
    }

    /** As {@link #call(Customer)}, by the ticket's id. */
    JsonNode call(UUID ticket) throws IOException {
        for (int calls = 0; calls < MOST_CALLS; calls++) {
            Answer answer =
                    tickets.send(
                            demo.callNextAt(demo.general(), counter, UUID.randomUUID().toString()));
            assertThat(answer.status()).as("answer to call-next").isEqualTo(200);
            if (answer.text("id").equals(ticket.toString())) {
                return answer.body();
            }
        }
        throw new AssertionError("never called: " + ticket);
    }

    /** Calls until nobody waits, so that who comes next has nobody ahead. */
    void callEverybody() throws IOException {
        Answer answer;
        do {
            answer =
                    tickets.send(
                            demo.callNextAt(demo.general(), counter, UUID.randomUUID().toString()));
        } while (answer.status() == 200);
        assertThat(answer.status()).as("answer to call-next").isEqualTo(204);
    }

    /** Calls the ticket at this counter once more; its holder is told again. */
    void recall(UUID ticket) throws IOException {
        does("recall", ticket, "");
    }

    /**
     * Anything else that staff do with a ticket.
     *
     * @param command such as {@code serve}, as in the address it is sent to
     */
    void does(String command, UUID ticket, String body) throws IOException {
        Answer answer = tickets.send(demo.onTicket(Kind.CALL, ticket.toString(), command, body));
        assertThat(answer.status()).as("answer to " + command).isEqualTo(200);
    }

    /** Passes over a ticket; its holder is told. */
    void skip(Customer customer) throws IOException {
        Answer answer = tickets.send(demo.skip(customer.ticket().toString()));
        assertThat(answer.status()).as("answer to skip").isEqualTo(200);
    }
}
