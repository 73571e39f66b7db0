package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A push service ends everybody's subscription by mistake; then it takes messages again. */
class GoneWaveIT {

    private static final int CUSTOMERS = 30;

    /** As many as are believed before it looks like a wave. */
    private static final int BELIEVED = 9;

    /** Each dispatcher asks twice, 20 s apart, once it doubts. */
    private static final Duration WAVE = Duration.ofSeconds(90);

    private static final Duration PROMPT = Duration.ofSeconds(10);

    private static final int MANY = 20;

    private static final String REPORTED =
            "SELECT ticket_id FROM push_subscription WHERE gone_at IS NOT NULL";

    private static final String ACTIVE = "SELECT ticket_id FROM push_subscription WHERE active";

    private static final String REACHABLE = "SELECT ticket_id FROM recipient WHERE active";

    @Test
    void most_people_are_told_of_their_call_all_the_same() throws Exception {
        try (NotifiedOffice office = NotifiedOffice.open(2)) {
            Schema subscriptions = new Schema(office.system().postgres(), "subscription_service");
            Schema dispatcher = new Schema(office.system().postgres(), "notification_dispatcher");
            List<Customer> customers = subscribeToAPushServiceThatKnowsNobody(office);

            await("all are reported")
                    .atMost(WAVE)
                    .until(() -> tickets(subscriptions, REPORTED).size() == CUSTOMERS);
            List<UUID> held = tickets(subscriptions, ACTIVE);
            assertThat(held).hasSizeGreaterThanOrEqualTo(CUSTOMERS - BELIEVED);
            await("the dispatchers go on sending to them")
                    .atMost(WAVE)
                    .until(() -> tickets(dispatcher, REACHABLE).containsAll(held));
            for (Customer customer : customers) {
                customer.browser().answers(410, 0);
            }

            Desk desk = Desk.of(office);
            for (Customer customer : customers) {
                desk.call(customer);
                if (held.contains(customer.ticket())) {
                    customer.browser().awaitOnly("your_turn", PROMPT);
                }
            }
        }
    }

    private static List<Customer> subscribeToAPushServiceThatKnowsNobody(NotifiedOffice office)
            throws IOException {
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            Customer customer = office.takeTicket();
            customer.browser().answers(410, MANY);
            customers.add(customer);
        }
        for (Customer customer : customers) {
            office.subscribe(customer);
        }
        return customers;
    }

    private static List<UUID> tickets(Schema schema, String sql) throws SQLException {
        return schema.query(sql, row -> row.getObject(1, UUID.class));
    }
}
