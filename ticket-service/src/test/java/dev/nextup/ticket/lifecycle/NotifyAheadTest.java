package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.event.CloudEvent;
import dev.nextup.event.Topics;
import dev.nextup.event.subscription.PreferencesChanged;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.test.kafka.PublishedRecords;
import dev.nextup.ticket.Consumption;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** N per ticket, as its holder says through subscription-service: real records, through Kafka. */
@QuarkusTest
class NotifyAheadTest {

    private static final String TOPIC = Topics.PREFERENCE_EVENTS.name();
    private static final String DEAD_LETTERS =
            Topics.deadLettersOf(Topics.PREFERENCE_EVENTS).name();
    private static final String APPROACHING = "dev.nextup.ticket.approaching.v1";

    @Inject Pool pool;

    private final CloudEventCodec codec = new CloudEventCodec();
    private OtherOrganization office;
    private String service;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        service = office.service(office.department(office.branch()), "PAS");
    }

    @Test
    void a_holder_is_told_at_their_own_number_and_the_others_at_the_usual_one() {
        List<String> tickets = take(9);
        String last = tickets.get(8);
        String neighbour = tickets.get(7);
        prefer(last, 5);

        call(3);

        assertThat(positionsTold(last, 2)).containsExactly(6);
        assertThat(version(neighbour)).isEqualTo(1);
        call(5);
        assertThat(positionsTold(last, 3)).containsExactly(6, 1);
        assertThat(positionsTold(neighbour, 4)).containsExactly(4, 1);
    }

    @Test
    void a_smaller_number_than_the_usual_one_counts_too() {
        List<String> tickets = take(6);
        String last = tickets.get(5);
        prefer(last, 1);

        call(5);

        assertThat(positionsTold(last, 3)).containsExactly(2, 1);
    }

    @Test
    void who_raises_the_number_beyond_what_is_ahead_is_told_at_once() {
        List<String> tickets = take(25);
        String last = tickets.get(24);

        prefer(last, 23);
        assertThat(version(last)).isEqualTo(1);
        prefer(last, 30);

        assertThat(positionsTold(last, 2)).containsExactly(25);
        assertThat(tickets.subList(4, 24)).allMatch(other -> version(other) == 1);
    }

    @Test
    void a_record_that_comes_again_tells_nothing_again() {
        List<String> tickets = take(7);
        String last = tickets.get(6);
        byte[] record = record(last, 6);
        tell(last, record);
        tell(last, record);
        prefer(last, 99);

        call(1);

        assertThat(positionsTold(last, 2)).containsExactly(7);
        assertThat(version(last)).isEqualTo(2);
    }

    @Test
    void without_a_number_any_more_the_usual_one_counts() {
        List<String> tickets = take(6);
        String last = tickets.get(5);
        String other = tickets.get(4);
        prefer(last, 1);
        prefer(other, 1);

        prefer(last, null);
        tell(other, null);
        assertThat(stored(last)).isNull();
        assertThat(stored(other)).isNull();
        call(2);

        assertThat(positionsTold(last, 2)).containsExactly(4);
        assertThat(positionsTold(other, 2)).containsExactly(4);
    }

    @Test
    void the_service_of_the_ticket_keeps_its_own_number_for_everybody_else() {
        office.as("manager")
                .body("{\"name\":\"x\",\"prefix\":\"PAS\",\"almostTurnAhead\":1}")
                .put(office.path("services/" + service))
                .then()
                .statusCode(200);
        List<String> tickets = take(5);
        prefer(tickets.get(4), 3);

        call(1);

        assertThat(positionsTold(tickets.get(4), 2)).containsExactly(4);
        assertThat(version(tickets.get(3))).isEqualTo(1);
    }

    @Test
    void one_that_is_held_or_called_is_told_nothing_until_it_waits_again() {
        List<String> tickets = take(8);
        String held = tickets.get(7);
        command(held, "hold");

        prefer(held, 50);

        assertThat(stored(held)).isEqualTo(50);
        assertThat(version(held)).isEqualTo(2);
    }

    @Test
    void a_ticket_nobody_knows_is_ignored_and_what_cannot_be_read_set_aside() {
        UUID unknown = UUID.randomUUID();
        tell(unknown.toString(), record(unknown.toString(), 5));
        assertThat(stored(unknown.toString())).isNull();
        String ticket = take(1).get(0);

        tell(ticket, "no event".getBytes(StandardCharsets.UTF_8));
        prefer(ticket, 7);

        assertThat(PublishedRecords.of(UUID.fromString(ticket), DEAD_LETTERS, 1)).hasSize(1);
        assertThat(stored(ticket)).isEqualTo(7);
    }

    private List<String> take(int tickets) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            ids.add(office.takeTicket(service).getString("id"));
        }
        return ids;
    }

    private void call(int tickets) {
        for (int i = 0; i < tickets; i++) {
            office.as("employee")
                    .post("/api/queues/" + service + "/call-next")
                    .then()
                    .statusCode(200);
        }
    }

    private void command(String ticket, String command) {
        office.as("employee").post("/api/tickets/" + ticket + "/" + command).then().statusCode(200);
    }

    private void prefer(String ticket, @Nullable Integer ahead) {
        tell(ticket, record(ticket, ahead));
    }

    private byte[] record(String ticket, @Nullable Integer ahead) {
        UUID id = UUID.fromString(ticket);
        Instant now = Instant.now();
        PreferencesChanged all =
                new PreferencesChanged(id, office.id(), true, false, true, false, ahead, now);
        return codec.encode(
                CloudEvent.of(
                        SubscriptionEvents.PREFERENCES,
                        UUID.randomUUID(),
                        "subscription-service",
                        id,
                        now,
                        all));
    }

    /** Publishes as subscription-service would; returns once the service has taken it in. */
    private void tell(String ticket, byte @Nullable [] value) {
        new Consumption(pool).of(TOPIC, ticket, value);
    }

    private @Nullable Integer stored(String ticket) {
        var rows =
                pool.preparedQuery(
                                "SELECT notify_ahead FROM ticket_notify_ahead WHERE ticket_id = $1")
                        .executeAndAwait(Tuple.of(UUID.fromString(ticket)));
        return rows.size() == 0 ? null : rows.iterator().next().getInteger(0);
    }

    private long version(String ticket) {
        return office.as("employee").get("/api/tickets/" + ticket).jsonPath().getLong("version");
    }

    private static List<Integer> positionsTold(String ticket, long version) {
        List<JsonNode> events = PublishedEvents.of(ticket, version);
        return events.stream()
                .filter(e -> e.get("type").asText().equals(APPROACHING))
                .map(e -> e.at("/data/position").asInt())
                .toList();
    }
}
