package dev.nextup.ticket.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.event.Topics;
import dev.nextup.event.organization.MessagesChanged;
import dev.nextup.event.organization.OrganizationEvent;
import dev.nextup.event.organization.OrganizationEvents;
import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.kafka.DecodeResult;
import dev.nextup.test.kafka.PublishedRecords;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other services are told of own words: read back from Kafka. */
@QuarkusTest
class MessageNewsTest {

    private static final String WORDS = "{\"title\":\"%s\",\"body\":\"To {counter}\"}";
    private static final String TOPIC = Topics.ORGANIZATION_EVENTS.name();

    @Inject Pool pool;

    private OtherOrganization office;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
    }

    @Test
    void each_change_tells_all_words_as_they_are_after_it() {
        put("your_turn/en", "One");
        put("ticket_missed/ar", "فاتك {number}");
        put("your_turn/en", "Two");
        office.as("admin").delete(office.path("messages/ticket_missed/ar")).then().statusCode(204);

        List<MessagesChanged> told = told(4);

        assertThat(told)
                .extracting(MessageNewsTest::titles)
                .containsExactly(
                        List.of("your_turn en One"),
                        List.of("ticket_missed ar فاتك {number}", "your_turn en One"),
                        List.of("ticket_missed ar فاتك {number}", "your_turn en Two"),
                        List.of("your_turn en Two"));
        assertThat(told).allMatch(event -> event.organizationId().equals(office.id()));
    }

    @Test
    void a_refused_change_and_one_of_nothing_tell_nothing() {
        assertThat(put("your_turn/en", "{phone}").statusCode()).isEqualTo(422);
        office.as("admin").delete(office.path("messages/your_turn/en")).then().statusCode(204);
        put("your_turn/en", "Fine");

        assertThat(told(1))
                .extracting(MessageNewsTest::titles)
                .containsExactly(List.of("your_turn en Fine"));
    }

    @Test
    void an_organisation_has_no_more_words_than_one_record_holds() {
        pool.preparedQuery(
                        "INSERT INTO organization_message (organization_id, kind, language, title, body)"
                                + " SELECT $1, 'test', 'x' || chr(97 + n / 26) || chr(97 + n % 26), 't', 'b'"
                                + " FROM generate_series(0, 299) AS n")
                .executeAndAwait(Tuple.of(office.id()));

        put("your_turn/en", "One more")
                .then()
                .statusCode(409)
                .body("code", equalTo("too-many-own-words"));

        Response changed = put("test/xaa", "é".repeat(80));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(told(1).get(0).messages()).hasSize(300);
    }

    @Test
    void what_was_kept_before_is_told_by_the_migration() throws IOException {
        put("your_turn/en", "Old");
        told(1);

        pool.query(migration()).executeAndAwait();

        List<MessagesChanged> told = told(2);
        assertThat(titles(told.get(1))).containsExactly("your_turn en Old");
    }

    private Response put(String which, String title) {
        return office.as("admin")
                .body(WORDS.formatted(title))
                .put(office.path("messages/" + which));
    }

    private List<MessagesChanged> told(int count) {
        List<MessagesChanged> told = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record :
                PublishedRecords.of(office.id(), TOPIC, count)) {
            told.add(decoded(record.value()));
        }
        assertThat(told).hasSize(count);
        return told;
    }

    private static MessagesChanged decoded(byte[] value) {
        DecodeResult<OrganizationEvent> result =
                new CloudEventCodec().decode(value, OrganizationEvents.TYPES);
        if (result instanceof DecodeResult.Decoded<OrganizationEvent> decoded) {
            return (MessagesChanged) decoded.event().data();
        }
        throw new AssertionError("not readable: " + result);
    }

    private static List<String> titles(MessagesChanged event) {
        return event.messages().stream()
                .map(m -> m.kind() + " " + m.language() + " " + m.title())
                .toList();
    }

    private static String migration() throws IOException {
        try (InputStream in =
                MessageNewsTest.class.getResourceAsStream(
                        "/db/migration/V51__tell_own_words.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
