package dev.nextup.subscription.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.event.Topics;
import dev.nextup.event.ticket.TicketCancelled;
import dev.nextup.event.ticket.TicketExpired;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.subscription.Consumption;
import dev.nextup.subscription.Customer;
import dev.nextup.test.TestTokens;
import dev.nextup.test.kafka.PublishedRecords;
import dev.nextup.test.kafka.TicketRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the events of a ticket change, seen from outside. */
@QuarkusTest
class TicketIntakeTest {

    private static final String TOPIC = Topics.TICKET_EVENTS.name();
    private static final String DEAD_LETTERS = Topics.deadLettersOf(Topics.TICKET_EVENTS).name();

    @Inject Pool pool;

    private final Customer customer = new Customer();
    private final TicketRecords ticket =
            new TicketRecords(customer.ticketId, customer.organizationId);
    private Consumption consumption;

    @BeforeEach
    void reachTheService() {
        consumption = new Consumption(pool);
    }

    @Test
    void a_ticket_that_lives_may_be_subscribed_to() {
        tell(ticket.created(1));
        tell(ticket.called(2));

        customer.subscribe().then().statusCode(200);
    }

    @Test
    void an_ended_ticket_refuses_and_an_undo_lets_it_again() {
        customer.subscribe().then().statusCode(200);

        tell(ticket.completed(3));
        customer.subscribe().then().statusCode(409).body("code", equalTo("ticket-ended"));
        customer.change("\"pushDenied\":true")
                .then()
                .statusCode(409)
                .body("code", equalTo("ticket-ended"));

        tell(ticket.requeued(4));
        customer.subscribe().then().statusCode(200);
        customer.change("\"pushDenied\":true").then().statusCode(200);
    }

    @Test
    void each_way_to_end_is_an_end_at_the_time_of_its_event() {
        List<byte[]> ends =
                List.of(
                        ticket.completed(2),
                        ticket.cancelled(4, TicketCancelled.Reason.CUSTOMER),
                        ticket.cancelled(6, TicketCancelled.Reason.STAFF),
                        ticket.cancelled(8, TicketCancelled.Reason.QUEUE_RESET),
                        ticket.encode(
                                new TicketExpired(
                                        ticket.facts(TicketStatus.EXPIRED, 10), ticket.at)));
        long version = 2;
        for (byte[] end : ends) {
            tell(end);
            assertThat(known().getOffsetDateTime("ended_at").toInstant()).isEqualTo(ticket.at);
            tell(ticket.requeued(version + 1));
            assertThat(known().getOffsetDateTime("ended_at")).isNull();
            version += 2;
        }
    }

    @Test
    void an_event_that_overtakes_the_subscription_wins() {
        tell(ticket.completed(2));

        customer.subscribe().then().statusCode(409).body("code", equalTo("ticket-ended"));
        customer.read().then().statusCode(200).body("activeSubscriptions", equalTo(0));
    }

    @Test
    void members_see_what_is_held_for_tickets_of_what_they_work_for() {
        List<UUID> none = List.of();
        List<UUID> elsewhere = List.of(UUID.randomUUID());
        customer.subscribe().then().statusCode(200);
        assertThat(readBy("manager", none, List.of(ticket.departmentId)))
                .as("before it is known where the ticket is")
                .isEqualTo(403);

        tell(ticket.created(1));

        for (String role : List.of("employee", "manager")) {
            assertThat(readBy(role, none, List.of(ticket.departmentId))).isEqualTo(200);
            assertThat(readBy(role, List.of(ticket.branchId), elsewhere)).isEqualTo(200);
            assertThat(readBy(role, elsewhere, none)).isEqualTo(403);
            assertThat(readBy(role, none, elsewhere)).isEqualTo(403);
            assertThat(readBy(role, none, none)).isEqualTo(200);
        }
        assertThat(readBy("admin", elsewhere, none)).isEqualTo(200);
        customer.read().then().statusCode(200);
    }

    private int readBy(String role, List<UUID> branches, List<UUID> departments) {
        String token = TestTokens.scoped(customer.organizationId, role, branches, departments);
        return customer.request().auth().oauth2(token).get(Customer.PATH).statusCode();
    }

    @Test
    void the_end_leaves_the_subscription_active_for_the_closing_notice() {
        customer.subscribe();

        tell(ticket.cancelled(2, TicketCancelled.Reason.STAFF));

        customer.read().then().body("activeSubscriptions", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource({"4", "5"})
    void an_event_whose_version_is_not_higher_is_ignored(long late) {
        tell(ticket.completed(5));

        tell(ticket.requeued(late));

        customer.subscribe().then().statusCode(409);
        assertThat(known().getLong("version")).isEqualTo(5);
        tell(ticket.requeued(6));
        customer.subscribe().then().statusCode(200);
    }

    @Test
    void a_text_that_no_table_takes_does_no_harm_here_where_none_is_kept() {
        String text = new String(ticket.completed(2), UTF_8);

        tell(text.replace(TicketRecords.NUMBER, "GEN\\u0000001").getBytes(UTF_8));

        customer.subscribe().then().statusCode(409);
    }

    @Test
    void what_cannot_be_read_is_set_aside_as_it_is_and_the_next_record_counts() {
        customer.subscribe();
        String id = customer.ticketId.toString();
        String unknownType =
                new String(ticket.completed(2), UTF_8)
                        .replace("dev.nextup.ticket.completed.v1", "dev.nextup.ticket.praised.v9");
        String impossibleTime =
                new String(ticket.completed(2), UTF_8)
                        .replaceFirst(
                                "\"time\":\"[^\"]*\"", "\"time\":\"+1000000000-01-01T00:00:00Z\"");
        assertSetAside(id, "{not json \u0001".getBytes(UTF_8), "not-json");
        assertSetAside(id, new byte[] {(byte) 0xff, 0, (byte) 0x80}, "not-json");
        assertSetAside(id, null, "not-json");
        assertSetAside(id, "[]".getBytes(UTF_8), "not-a-cloudevent");
        assertSetAside(id, impossibleTime.getBytes(UTF_8), "unprocessable");
        assertSetAside(id, unknownType.getBytes(UTF_8), "unknown-type");
        assertSetAside("no-uuid " + id, ticket.completed(2), "invalid-key");
        assertSetAside(UUID.randomUUID().toString(), ticket.completed(2), "invalid-key");
        customer.subscribe().then().statusCode(200);

        tell(ticket.completed(2));

        customer.subscribe().then().statusCode(409);
    }

    private void assertSetAside(String key, byte[] value, String reason) {
        RecordMetadata sent = consumption.of(TOPIC, key, value);

        String partition = Integer.toString(sent.partition());
        String offset = Long.toString(sent.offset());
        List<ConsumerRecord<String, byte[]>> letters =
                PublishedRecords.matching(
                        DEAD_LETTERS,
                        1,
                        r ->
                                partition.equals(header(r, "nextup-partition"))
                                        && offset.equals(header(r, "nextup-offset")));
        assertThat(letters).hasSize(1);
        assertThat(letters.get(0).key()).isEqualTo(key);
        assertThat(letters.get(0).value()).isEqualTo(value);
        assertThat(header(letters.get(0), "nextup-reason")).isEqualTo(reason);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private void tell(byte[] event) {
        consumption.of(TOPIC, customer.ticketId, event);
    }

    private Row known() {
        return pool.preparedQuery("SELECT version, ended_at FROM known_ticket WHERE id = $1")
                .execute(Tuple.of(customer.ticketId))
                .await()
                .indefinitely()
                .iterator()
                .next();
    }
}
