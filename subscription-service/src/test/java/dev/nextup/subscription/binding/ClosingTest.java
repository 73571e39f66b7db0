package dev.nextup.subscription.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.event.Topics;
import dev.nextup.subscription.Consumption;
import dev.nextup.subscription.Customer;
import dev.nextup.test.kafka.PublishedRecords;
import dev.nextup.test.kafka.TicketRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What time makes of a subscription: the end of its ticket, its own end, and an undo. */
@QuarkusTest
class ClosingTest {

    @Inject Pool pool;

    private final Customer customer = new Customer();
    private final TicketRecords ticket =
            new TicketRecords(customer.ticketId, customer.organizationId);

    @BeforeEach
    void subscribe() {
        customer.subscribe().then().statusCode(200);
    }

    @Test
    void it_is_paused_when_the_closing_notice_had_its_time_and_an_undo_brings_it_back() {
        tell(ticket.completed(2));
        customer.read().then().body("activeSubscriptions", equalTo(1));

        run("UPDATE known_ticket SET closed_at = now() WHERE id = $1");
        awaitActive(0);
        tell(ticket.requeued(3));
        awaitActive(1);

        assertThat(PublishedRecords.of(customer.ticketId, Topics.SUBSCRIPTION_EVENTS.name(), 3))
                .extracting(
                        r -> JsonPath.from(new String(r.value(), UTF_8)).getBoolean("data.active"))
                .containsExactly(true, false, true);
    }

    @Test
    void an_undo_does_not_bring_back_what_was_refused_before() {
        customer.change("\"pushDenied\":true").then().statusCode(200);
        tell(ticket.completed(2));
        run("UPDATE known_ticket SET closed_at = now() WHERE id = $1");
        tell(ticket.requeued(3));

        customer.change("\"pushDenied\":true,\"notifyAhead\":3").then().statusCode(200);

        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> active() == 0);
    }

    @Test
    void it_ends_when_the_browser_said_it_would_and_stays_so() {
        run("UPDATE push_subscription SET expiration_time = now() WHERE ticket_id = $1");
        awaitActive(0);

        customer.change("\"pushDenied\":true").then().statusCode(200);
        customer.change("\"pushDenied\":false").then().statusCode(200);

        assertThat(active()).isZero();
        customer.subscribe().then().statusCode(200);
        assertThat(active()).isEqualTo(1);
    }

    private void awaitActive(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> active() == count);
    }

    private int active() {
        return customer.read().path("activeSubscriptions");
    }

    private void tell(byte[] event) {
        new Consumption(pool).of(Topics.TICKET_EVENTS.name(), customer.ticketId, event);
    }

    private void run(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(customer.ticketId)).await().indefinitely();
    }
}
