package dev.nextup.subscription.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.subscription.Consumption;
import dev.nextup.subscription.Customer;
import dev.nextup.test.kafka.PublishedRecords;
import dev.nextup.test.kafka.TicketRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held for a ticket goes an hour after its end, whatever happened in between. */
@QuarkusTest
class ErasureTest {

    private static final String HELD =
            "SELECT (SELECT count(*) FROM push_subscription WHERE ticket_id = $1)"
                    + " + (SELECT count(*) FROM notification_preference WHERE ticket_id = $1)"
                    + " + (SELECT count(*) FROM ticket_phone WHERE ticket_id = $1)";

    @Inject Pool pool;
    @Inject Erasures erasures;
    @Inject ErasureTick tick;

    private final Customer customer = new Customer();
    private final TicketRecords ticket =
            new TicketRecords(customer.ticketId, customer.organizationId);

    @BeforeEach
    void giveAll() {
        customer.subscribe().then().statusCode(200);
        customer.change("\"pushDenied\":true,\"customerPhone\":\"" + customer.phone + "\"")
                .then()
                .statusCode(200);
        assertThat(held()).isEqualTo(3);
    }

    @Test
    void an_hour_after_the_end_all_is_gone_and_both_topics_are_told() {
        tell(ticket.completed(2));
        endedAgo("61 minutes");

        sweep();

        assertThat(held()).isZero();
        assertThat(last(Topics.SUBSCRIPTION_EVENTS.name(), 3).value()).isNull();
        assertThat(last(Topics.PREFERENCE_EVENTS.name(), 2).value()).isNull();
        customer.subscribe().then().statusCode(409);
        sweep();
        assertThat(PublishedRecords.of(customer.ticketId, Topics.PREFERENCE_EVENTS.name(), 2))
                .hasSize(2);
    }

    @Test
    void before_that_nothing_goes() {
        tell(ticket.completed(2));
        endedAgo("59 minutes");

        sweep();

        assertThat(held()).isEqualTo(3);
    }

    /** However short the operator made the retention. */
    @Test
    void the_closing_notice_has_its_time_first() {
        tell(ticket.completed(2));
        endedAgo("61 minutes");
        run("UPDATE known_ticket SET closed_at = now() + interval '1 minute' WHERE id = $1");

        sweep();

        assertThat(held()).isEqualTo(3);
        run("UPDATE known_ticket SET closed_at = now() WHERE id = $1");
        sweep();
        assertThat(held()).isZero();
    }

    @Test
    void an_undo_keeps_it() {
        tell(ticket.completed(2));
        tell(ticket.requeued(3));

        sweep();

        assertThat(held()).isEqualTo(3);
        customer.subscribe().then().statusCode(200);
    }

    @Test
    void a_ticket_that_nobody_can_hold_any_more_is_erased_though_its_end_was_never_told() {
        run("UPDATE known_ticket SET first_seen_at = now() - interval '73 hours' WHERE id = $1");

        sweep();

        assertThat(held()).isZero();
    }

    @Test
    void after_a_week_the_ticket_itself_is_forgotten() {
        run(
                "UPDATE known_ticket SET first_seen_at = now() - interval '8 days',"
                        + " ended_at = now() - interval '8 days' WHERE id = $1");

        sweep();

        assertThat(count("SELECT count(*) FROM known_ticket WHERE id = $1")).isZero();
    }

    /** After a weekend of downtime there is more than one batch. */
    @ParameterizedTest
    @ValueSource(ints = 1_201)
    void what_was_due_for_long_goes_in_one_sweep(int tickets) {
        pool.preparedQuery(
                        "WITH t AS (INSERT INTO known_ticket (id, organization_id, first_seen_at, ended_at)"
                                + " SELECT gen_random_uuid(), $1, now() - interval '3 hours',"
                                + " now() - interval '2 hours' FROM generate_series(1, $2) RETURNING id)"
                                + " INSERT INTO notification_preference (ticket_id, whatsapp_fallback,"
                                + " sms_fallback, changed_at) SELECT id, true, false, now() FROM t")
                .execute(Tuple.of(customer.organizationId, tickets))
                .await()
                .indefinitely();

        sweep();

        assertThat(
                        pool.preparedQuery(
                                        "SELECT count(*) FROM notification_preference p JOIN known_ticket k"
                                                + " ON k.id = p.ticket_id WHERE k.organization_id = $1")
                                .execute(Tuple.of(customer.organizationId))
                                .await()
                                .indefinitely()
                                .iterator()
                                .next()
                                .getLong(0))
                .isEqualTo(1);
    }

    @Test
    void once_an_hour_a_tick_reaches_every_partition_and_no_ticket() {
        run("UPDATE erasure_tick SET ticked_at = '-infinity' WHERE $1::uuid IS NOT NULL");
        tick.tick().await().indefinitely();
        OffsetDateTime first = tickedAt();
        tick.tick().await().indefinitely();

        assertThat(tickedAt()).isEqualTo(first);
        for (KafkaTopic topic : List.of(Topics.SUBSCRIPTION_EVENTS, Topics.PREFERENCE_EVENTS)) {
            Set<Integer> partitions = new HashSet<>();
            assertThat(
                            PublishedRecords.matching(
                                    topic.name(),
                                    topic.partitions(),
                                    r ->
                                            r.key().startsWith("00000000-")
                                                    && partitions.add(r.partition())))
                    .hasSize(12)
                    .allMatch(r -> r.value() == null);
        }
    }

    private OffsetDateTime tickedAt() {
        return pool.query("SELECT ticked_at FROM erasure_tick")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getOffsetDateTime(0);
    }

    private void sweep() {
        erasures.sweep().await().indefinitely();
    }

    private void tell(byte[] event) {
        new Consumption(pool).of(Topics.TICKET_EVENTS.name(), customer.ticketId, event);
    }

    private void endedAgo(String interval) {
        run(
                "UPDATE known_ticket SET ended_at = now() - interval '%1$s',".formatted(interval)
                        + " closed_at = now() - interval '%1$s' + interval '5 minutes' WHERE id = $1"
                                .formatted(interval));
    }

    private void run(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(customer.ticketId)).await().indefinitely();
    }

    private long held() {
        return count(HELD);
    }

    private long count(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(customer.ticketId))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private ConsumerRecord<String, byte[]> last(String topic, int count) {
        var records = PublishedRecords.of(customer.ticketId, topic, count);
        assertThat(records).hasSize(count);
        return records.get(count - 1);
    }
}
