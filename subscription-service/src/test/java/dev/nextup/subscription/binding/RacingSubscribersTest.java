package dev.nextup.subscription.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.Topics;
import dev.nextup.subscription.Customer;
import dev.nextup.test.kafka.PublishedRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Many subscribe to one ticket at the same moment. */
@QuarkusTest
class RacingSubscribersTest {

    private static final int THREADS = 16;
    private static final String INSERT =
            "INSERT INTO push_subscription (id, ticket_id, organization_id, endpoint, p256dh, auth,"
                    + " key_id, active, bound_at) SELECT gen_random_uuid(), ticket_id, organization_id,"
                    + " endpoint || 'x', p256dh, auth, key_id, true, bound_at FROM push_subscription"
                    + " WHERE ticket_id = $1";

    @Inject Pool pool;

    private final Customer customer = new Customer();

    @Test
    void with_different_browsers_exactly_one_stays_and_it_is_the_one_told_last() throws Exception {
        List<String> ids = race(i -> "https://fcm.googleapis.com/wp/" + UUID.randomUUID());

        assertThat(ids).doesNotHaveDuplicates();
        RowSet<Row> stored = stored();
        assertThat(stored.size()).isEqualTo(1);
        Row only = stored.iterator().next();
        assertThat(only.getBoolean("active")).isTrue();
        List<String> told =
                PublishedRecords.of(customer.ticketId, Topics.SUBSCRIPTION_EVENTS.name(), THREADS)
                        .stream()
                        .map(r -> new String(r.value(), UTF_8))
                        .map(r -> JsonPath.from(r).getString("data.subscriptionId"))
                        .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(told.get(THREADS - 1)).isEqualTo(only.getUUID("id").toString());
    }

    @Test
    void with_the_same_browser_all_get_the_same_subscription() throws Exception {
        List<String> ids = race(i -> customer.endpoint);

        assertThat(ids).hasSize(THREADS).containsOnly(ids.get(0));
        assertThat(stored().size()).isEqualTo(1);
        assertThat(PublishedRecords.of(customer.ticketId, Topics.SUBSCRIPTION_EVENTS.name(), 1))
                .hasSize(1);
    }

    @Test
    void the_table_itself_refuses_a_second_active_subscription() {
        customer.subscribe().then().statusCode(200);

        Throwable refused =
                pool.preparedQuery(INSERT)
                        .execute(Tuple.of(customer.ticketId))
                        .map(rows -> new Throwable("a second one was stored"))
                        .onFailure()
                        .recoverWithItem(e -> e)
                        .await()
                        .indefinitely();

        assertThat(refused).hasMessageContaining("uq_push_subscription_active");
    }

    private List<String> race(IntFunction<String> endpoint) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Response>> answers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String own = endpoint.apply(i);
                answers.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return customer.subscribe(own);
                                }));
            }
            List<String> ids = new ArrayList<>();
            for (Future<Response> answer : answers) {
                ids.add(
                        answer.get()
                                .then()
                                .statusCode(200)
                                .extract()
                                .<String>path("subscriptionId"));
            }
            return ids;
        } finally {
            threads.shutdownNow();
        }
    }

    private RowSet<Row> stored() {
        return pool.preparedQuery("SELECT id, active FROM push_subscription WHERE ticket_id = $1")
                .execute(Tuple.of(customer.ticketId))
                .await()
                .indefinitely();
    }
}
