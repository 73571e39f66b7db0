package dev.nextup.dispatch.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.webpush.PushTopics;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.event.ticket.TicketCancelled;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each event on Kafka makes the browser of its ticket show. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class EveryKindTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration LIFE = Duration.ofMinutes(7);

    @Inject Pool pool;
    @Inject VapidKeyRing ring;
    @Inject PushTopics topics;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();

    static Stream<Arguments> events() {
        return Stream.of(
                event(TestTicket::created, "ticket_created", "normal", "Ticket GEN-014"),
                event(
                        t -> t.approaching(3),
                        "almost_your_turn",
                        "high",
                        "Almost your turn: GEN-014"),
                event(TestTicket::called, "your_turn", "high", "It is your turn: GEN-014"),
                event(TestTicket::missed, "ticket_missed", "normal", "We missed you: GEN-014"),
                event(t -> t.requeued(2), "ticket_requeued", "normal", "Back in line: GEN-014"),
                event(t -> t.transferred(4), "ticket_transferred", "normal", "Moved: GEN-014"),
                event(
                        t -> t.cancelled(TicketCancelled.Reason.STAFF),
                        "ticket_cancelled",
                        "normal",
                        "Ticket GEN-014 was cancelled"),
                event(
                        t -> t.cancelled(TicketCancelled.Reason.QUEUE_RESET),
                        "queue_reset",
                        "normal",
                        "Ticket GEN-014 has ended"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_browser_shows_what_happened(
            Consumer<TestTicket> event, String kind, String urgency, String title)
            throws Exception {
        SimulatedBrowser browser = boundBrowser();

        event.accept(ticket.withDeadlineAfter(LIFE));

        JsonNode payload = only(browser);
        JsonNode message = browser.messages().get(0);
        assertThat(message.path("urgency").asText()).isEqualTo(urgency);
        assertThat(message.path("ttl").asLong())
                .as("what is left of its life")
                .isBetween(LIFE.minusMinutes(1).toSeconds(), LIFE.toSeconds());
        assertThat(message.path("topic").asText())
                .isEqualTo(topics.of("ticket " + ticket.id).value());
        assertThat(payload.at("/data/notificationType").asText()).isEqualTo(kind);
        assertThat(payload.path("title").asText()).isEqualTo(title);
        assertThat(payload.at("/notification/title").asText()).isEqualTo(title);
        assertThat(payload.at("/data/ackToken").asText()).hasSize(50);
    }

    @Test
    void what_the_holder_did_or_sees_is_not_told() throws Exception {
        SimulatedBrowser browser = boundBrowser();

        ticket.delayed().held().serving().completed();
        ticket.expired().cancelled(TicketCancelled.Reason.CUSTOMER);

        awaitVersion(6);
        assertThat(count("SELECT count(*) FROM delivery WHERE ticket_id = $1")).isZero();
        assertThat(browser.messages()).isEmpty();
    }

    @Test
    void after_its_end_a_ticket_has_its_one_closing_notice() throws Exception {
        ticket.created().approaching(1).called().cancelled(TicketCancelled.Reason.QUEUE_RESET);
        awaitVersion(4);

        SimulatedBrowser browser = boundBrowser();

        assertThat(only(browser).at("/data/notificationType").asText()).isEqualTo("queue_reset");
        assertThat(
                        count(
                                "SELECT count(*) FROM delivery WHERE ticket_id = $1 AND state = 'SUPERSEDED'"))
                .isEqualTo(3);
    }

    @Test
    void the_days_end_takes_away_what_was_not_sent() throws Exception {
        ticket.created().called().expired();
        awaitVersion(3);
        TestTicket witness = new TestTicket();

        SimulatedBrowser browser = boundBrowser();
        SimulatedBrowser other = browser();
        witness.bound(other, ring);
        witness.called();

        await().atMost(SOON).until(() -> other.kinds().equals(List.of("your_turn")));
        assertThat(browser.messages()).isEmpty();
    }

    @Test
    void who_is_moved_and_next_at_once_is_told_both() throws Exception {
        ticket.transferred(1);
        awaitVersion(1);
        ticket.approaching(1);
        awaitVersion(2);

        SimulatedBrowser browser = boundBrowser();

        assertThat(only(browser).path("body").asText())
                .isEqualTo(
                        "You now wait for General Enquiries, Citizen Services. You keep your number."
                                + " You are next for General Enquiries. Please stay close.");
    }

    @Test
    void a_customer_who_reads_arabic_reads_arabic() throws Exception {
        SimulatedBrowser browser = boundBrowser();

        ticket.reading("ar-EG").called();

        JsonNode payload = only(browser);
        assertThat(payload.path("title").asText()).isEqualTo("حان دورك: \u2068GEN-014\u2069");
        assertThat(payload.path("dir").asText()).isEqualTo("rtl");
        assertThat(payload.path("lang").asText()).isEqualTo("ar");
    }

    private static Arguments event(
            Consumer<TestTicket> event, String kind, String urgency, String title) {
        return Arguments.of(event, kind, urgency, title);
    }

    private static JsonNode only(SimulatedBrowser browser) {
        await().atMost(SOON).until(() -> !browser.messages().isEmpty());
        assertThat(browser.messages()).hasSize(1);
        return browser.messages().get(0).path("payload");
    }

    private SimulatedBrowser boundBrowser() throws Exception {
        SimulatedBrowser browser = browser();
        ticket.bound(browser, ring);
        await().atMost(SOON)
                .until(() -> count("SELECT count(*) FROM recipient WHERE ticket_id = $1") == 1);
        return browser;
    }

    private SimulatedBrowser browser() throws Exception {
        return SimulatedBrowser.subscribe(
                PushServiceForTests.client(), pushService, ring.newest().publicKey());
    }

    private void awaitVersion(long version) {
        await().atMost(SOON)
                .until(
                        () ->
                                count("SELECT sum(version)::bigint FROM known_ticket WHERE id = $1")
                                        == version);
    }

    private long count(String sql) {
        Long number =
                pool.preparedQuery(sql)
                        .execute(Tuple.of(ticket.id))
                        .await()
                        .atMost(SOON)
                        .iterator()
                        .next()
                        .getLong(0);
        return number == null ? 0 : number;
    }
}
