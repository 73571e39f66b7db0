package dev.nextup.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.event.ticket.TicketCancelled;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** From events on Kafka to what a browser decrypts and what the tables say. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class NotificationTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @Inject Pool pool;
    @Inject VapidKeyRing ring;
    @Inject Clock clock;
    @Inject MeterRegistry registry;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();

    @Test
    void a_browser_that_comes_after_the_ticket_hears_of_it() throws Exception {
        SimulatedBrowser browser = browser();

        ticket.created();
        awaitStates("ticket_created PLANNED");
        ticket.bound(browser, ring);

        awaitStates("ticket_created ACCEPTED");
        assertThat(browser.kinds()).containsExactly("ticket_created");
    }

    @Test
    void a_call_reaches_the_browser_and_is_told_from_what_came_before() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        ticket.created();
        awaitStates("ticket_created ACCEPTED");

        ticket.called();

        awaitStates("ticket_created ACCEPTED", "your_turn ACCEPTED");
        List<JsonNode> messages = browser.messages();
        JsonNode call = messages.get(1);
        assertThat(call.at("/payload/data/counter/name").asText()).isEqualTo("Counter 3");
        assertThat(call.path("urgency").asText()).isEqualTo("high");
        assertThat(call.path("ttl").asInt()).isBetween(280, 300);
        assertThat(call.path("topic").asText())
                .matches("[A-Za-z0-9_-]{32}")
                .isEqualTo(messages.get(0).path("topic").asText());
        assertThat(call.path("httpVersion").asText()).isEqualTo("HTTP/2");
    }

    @Test
    void of_a_call_and_a_repeat_of_it_one_is_told() throws Exception {
        SimulatedBrowser browser = boundBrowser();

        ticket.called().calledAgainUnderTheSameVersion();
        ticket.cancelled(TicketCancelled.Reason.STAFF);

        awaitLast("ticket_cancelled ACCEPTED");
        assertThat(browser.kinds().stream().filter("your_turn"::equals).count())
                .isLessThanOrEqualTo(1);
        assertThat(states()).hasSize(2);
    }

    @Test
    void what_waits_for_a_browser_is_superseded_by_what_happens_since() throws Exception {
        ticket.created().called();
        awaitLast("your_turn PLANNED");

        SimulatedBrowser browser = boundBrowser();

        awaitStates("ticket_created SUPERSEDED", "your_turn ACCEPTED");
        assertThat(browser.kinds()).containsExactly("your_turn");
    }

    @Test
    void who_left_hears_nothing_more() throws Exception {
        ticket.created().called().cancelled(TicketCancelled.Reason.CUSTOMER);
        awaitStates("ticket_created SUPERSEDED", "your_turn SUPERSEDED");

        SimulatedBrowser browser = boundBrowser();
        TestTicket witness = new TestTicket();
        SimulatedBrowser other = browser();
        witness.bound(other, ring);
        witness.called();

        await().atMost(SOON).until(() -> other.kinds().equals(List.of("your_turn")));
        assertThat(browser.messages()).isEmpty();
    }

    @Test
    void a_busy_push_service_is_asked_again_when_it_wants() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        browser.answer("[{\"status\":503},{\"status\":429,\"retryAfter\":\"2\"}]");

        ticket.called();

        awaitStates("your_turn ACCEPTED");
        assertThat(attempts()).containsExactly("1 http-503", "2 http-429", "3 accepted");
        assertThat(browser.messages()).hasSize(1);
        assertThat(browser.messages().get(0).path("ttl").asInt()).isLessThan(299);
        assertThat(
                        number(
                                "SELECT extract(epoch FROM max(at) FILTER (WHERE attempt = 3)"
                                        + " - max(at) FILTER (WHERE attempt = 2)) * 1000"
                                        + " FROM delivery_attempt a JOIN delivery d ON d.id = a.delivery_id"
                                        + " WHERE d.ticket_id = $1"))
                .isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void who_is_to_be_left_alone_for_a_while_gets_nothing_newer_before_it_is_over()
            throws Exception {
        SimulatedBrowser browser = boundBrowser();
        browser.answer("[{\"status\":429,\"retryAfter\":\"3\"}]");
        ticket.created();
        awaitStates("ticket_created RETRYING");

        ticket.called();

        awaitStates("ticket_created SUPERSEDED", "your_turn ACCEPTED");
        assertThat(attempts()).containsExactly("1 http-429", "1 accepted");
        assertThat(
                        number(
                                "SELECT extract(epoch FROM max(at) - min(at)) * 1000 FROM delivery_attempt a"
                                        + " JOIN delivery d ON d.id = a.delivery_id WHERE d.ticket_id = $1"))
                .isGreaterThanOrEqualTo(3_000);
    }

    @Test
    void who_is_to_be_left_alone_is_told_by_another_browser_at_once() throws Exception {
        boundBrowser().answer("[{\"status\":429,\"retryAfter\":\"200\"}]");
        ticket.created();
        awaitStates("ticket_created RETRYING");
        SimulatedBrowser other = browser();
        ticket.bound(other, ring);
        await().atMost(SOON)
                .until(
                        () ->
                                number(
                                                "SELECT count(*) FROM recipient WHERE ticket_id = $1 AND held_until IS NULL")
                                        == 1);

        ticket.called();

        awaitLast("your_turn ACCEPTED");
        assertThat(other.kinds()).containsExactly("your_turn");
    }

    @Test
    void an_endpoint_that_must_not_be_dialled_is_refused_once_and_never_pruned() throws Exception {
        ticket.bound("https://169.254.169.254/latest", browser(), ring.newest().id());
        ticket.created();
        awaitStates("ticket_created REJECTED");

        assertThat(attempts()).containsExactly("1 endpoint-not-allowed");
        assertThat(number("SELECT count(*) FROM recipient WHERE ticket_id = $1 AND active"))
                .isEqualTo(1);
    }

    @Test
    void a_message_too_large_for_the_way_to_the_phone_is_said_more_briefly() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        browser.answer("[{\"status\":413}]");

        ticket.called();

        awaitStates("your_turn ACCEPTED");
        assertThat(attempts()).containsExactly("1 accepted");
        JsonNode brief = browser.messages().get(0).path("payload");
        assertThat(brief.path("title").asText()).isNotBlank();
        assertThat(brief.at("/data/ticketId").asText()).isEqualTo(ticket.id.toString());
        assertThat(brief.has("notification")).isFalse();
    }

    @Test
    void an_ended_subscription_is_told_and_not_used_again() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        browser.answer("[{\"status\":410}]");
        ticket.created();
        awaitStates("ticket_created GONE");

        ticket.withDeadlineAfter(Duration.ofSeconds(2)).called();

        awaitStates("ticket_created GONE", "your_turn EXPIRED");
        assertThat(browser.messages()).isEmpty();
        assertThat(errors()).containsExactly("gone", "no-active-subscription");
    }

    @Test
    void a_subscription_of_another_key_is_not_used_again_until_it_is_made_anew() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        browser.answer("[{\"status\":403,\"reason\":\"vapid-key-mismatch\"}]");
        ticket.created();
        awaitStates("ticket_created STALE_KEY");
        ticket.bound(browser, ring);
        await().atMost(SOON)
                .until(
                        () ->
                                number(
                                                "SELECT count(*) FROM recipient WHERE ticket_id = $1 AND stale_key"
                                                        + " AND NOT active AND bound_at > (SELECT min(finished_at)"
                                                        + " FROM delivery WHERE ticket_id = $1)")
                                        == 1);

        ticket.called();
        awaitLast("your_turn PLANNED");
        assertThat(
                        number(
                                "SELECT count(push_service) FROM delivery WHERE ticket_id = $1"
                                        + " AND state = 'PLANNED'"))
                .as("nobody claims it")
                .isZero();
        SimulatedBrowser anew = boundBrowser();

        awaitLast("your_turn ACCEPTED");
        assertThat(browser.messages()).isEmpty();
        assertThat(anew.kinds()).containsExactly("your_turn");
        assertThat(attempts()).containsExactly("1 stale-key", "1 accepted");
    }

    @Test
    void a_subscription_that_was_served_before_is_not_given_up_for_its_key() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        ticket.created();
        awaitStates("ticket_created ACCEPTED");
        browser.answer("[{\"status\":403,\"reason\":\"vapid-key-mismatch\"}]");
        ticket.missed();
        awaitLast("ticket_missed STALE_KEY");

        ticket.called();

        awaitLast("your_turn ACCEPTED");
    }

    @Test
    void a_message_the_push_service_will_never_take_is_not_sent_twice() throws Exception {
        boundBrowser().answer("[{\"status\":400}]");

        ticket.called();

        awaitStates("your_turn REJECTED");
        assertThat(attempts()).containsExactly("1 http-400");
        assertThat(number("SELECT count(*) FROM recipient WHERE ticket_id = $1 AND active"))
                .isEqualTo(1);
    }

    @Test
    void what_the_push_service_said_is_kept_with_the_attempt_and_leads_to_nobody()
            throws Exception {
        SimulatedBrowser browser = boundBrowser();
        browser.answer(
                "[{\"status\":503,\"retryAfter\":120,\"reason\":\"errno: 202\"},{\"status\":204}]");
        double before = attemptsAnswered("204");

        ticket.called();

        awaitStates("your_turn ACCEPTED");
        assertThat(attempts()).containsExactly("1 http-503", "2 accepted");
        assertThat(
                        texts(
                                "SELECT concat_ws(' ', a.attempt, a.reason, a.receipt IS NOT NULL, a.ttl > 280)"
                                        + " FROM delivery_attempt a JOIN delivery d ON d.id = a.delivery_id"
                                        + " WHERE d.ticket_id = $1 ORDER BY a.attempt"))
                .containsExactly("1 errno-202 f", "2 t t");
        assertThat(attemptsAnswered("204")).isEqualTo(before + 1);
    }

    private double attemptsAnswered(String status) {
        return registry.find("nextup.delivery.attempts").tag("status", status).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void nobody_is_called_after_the_deadline() throws Exception {
        ticket.withDeadlineAfter(Duration.ofSeconds(1)).called();
        awaitStates("your_turn EXPIRED");

        SimulatedBrowser browser = boundBrowser();
        ticket.withDeadlineAfter(Duration.ofMinutes(1)).called();

        awaitStates("your_turn EXPIRED", "your_turn ACCEPTED");
        assertThat(browser.kinds()).containsExactly("your_turn");
    }

    @Test
    void a_newer_notification_waits_for_the_older_one_on_the_wire() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        browser.answer("[{\"status\":503,\"delayMs\":1500}]");
        ticket.created();
        awaitStates("ticket_created SENDING");

        ticket.called();

        awaitStates("ticket_created SUPERSEDED", "your_turn ACCEPTED");
        assertThat(browser.kinds()).containsExactly("your_turn");
    }

    @Test
    void who_wants_no_push_gets_none_until_they_do() throws Exception {
        ticket.created();
        awaitStates("ticket_created PLANNED");
        ticket.denied(true);
        awaitStates("ticket_created SKIPPED");
        SimulatedBrowser browser = boundBrowser();
        ticket.called();
        awaitLast("your_turn SKIPPED");

        ticket.denied(false);
        await().atMost(SOON)
                .until(
                        () ->
                                number(
                                                "SELECT count(*) FROM known_ticket WHERE id = $1 AND push_denied")
                                        == 0);
        ticket.called();

        awaitLast("your_turn ACCEPTED");
        assertThat(browser.kinds()).containsExactly("your_turn");
    }

    @Test
    void who_erased_everything_is_not_reached_any_more() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        ticket.created();
        awaitStates("ticket_created ACCEPTED");

        ticket.erased();
        await().atMost(SOON)
                .until(() -> number("SELECT count(*) FROM recipient WHERE ticket_id = $1") == 0);
        ticket.withDeadlineAfter(Duration.ofSeconds(2)).called();

        awaitLast("your_turn EXPIRED");
        assertThat(browser.kinds()).containsExactly("ticket_created");
    }

    @Test
    void what_a_dead_replica_was_sending_is_sent_by_another() throws Exception {
        ticket.created();
        awaitStates("ticket_created PLANNED");
        run(
                "UPDATE delivery SET state = 'SENDING', attempts = 1,"
                        + " lease_until = now() - interval '1 second' WHERE ticket_id = $1");

        SimulatedBrowser browser = boundBrowser();

        awaitStates("ticket_created ACCEPTED");
        assertThat(attempts()).containsExactly("2 accepted");
        assertThat(browser.kinds()).containsExactly("ticket_created");
    }

    @Test
    void a_process_that_is_started_again_takes_back_what_it_was_sending() throws Exception {
        ticket.created();
        awaitStates("ticket_created PLANNED");
        run(
                "UPDATE delivery SET state = 'SENDING', attempts = 1, claimed_by = 'reborn',"
                        + " lease_until = now() + interval '1 hour' WHERE ticket_id = $1");
        SimulatedBrowser browser = boundBrowser();

        new Deliveries(pool, new ReplicaName(() -> Optional.of("another")))
                .takeBack(clock.instant())
                .await()
                .atMost(SOON);
        assertThat(
                        number(
                                "SELECT count(*) FROM delivery WHERE ticket_id = $1 AND lease_until > now()"))
                .isEqualTo(1);
        new Deliveries(pool, new ReplicaName(() -> Optional.of("reborn")))
                .takeBack(clock.instant())
                .await()
                .atMost(SOON);

        awaitStates("ticket_created ACCEPTED");
        assertThat(browser.kinds()).containsExactly("ticket_created");
    }

    @Test
    void a_call_is_claimed_before_whatever_was_due_earlier() throws Exception {
        TestTicket early = new TestTicket();
        early.withDeadlineAfter(Duration.ofDays(30_000)).created();
        await().atMost(SOON)
                .until(
                        () ->
                                number(
                                                "SELECT count(*) FROM known_ticket WHERE id = '"
                                                        + early.id
                                                        + "' OR id = $1")
                                        == 1);
        ticket.withDeadlineAfter(Duration.ofDays(30_000)).called();
        awaitStates("your_turn PLANNED");
        // So far away that the worker does not take them first.
        run(
                "UPDATE delivery SET next_attempt_at = '2100-01-01' WHERE ticket_id = '"
                        + early.id
                        + "' OR (ticket_id = $1 AND false)");
        run("UPDATE delivery SET next_attempt_at = '2100-01-02' WHERE ticket_id = $1");
        early.bound(browser(), ring);
        boundBrowser();
        await().atMost(SOON)
                .until(
                        () ->
                                number(
                                                "SELECT count(*) FROM recipient WHERE ticket_id = '"
                                                        + early.id
                                                        + "' OR ticket_id = $1")
                                        == 2);

        Instant then = Instant.parse("2100-01-03T00:00:00Z");
        List<Claim> claims =
                new Deliveries(pool, new ReplicaName(Optional::empty))
                        .claim(1, Deliveries.BATCH, then, then.plusSeconds(1), Map.of())
                        .await()
                        .atMost(SOON);

        assertThat(claims).extracting(Claim::ticketId).containsExactly(ticket.id);
        run("DELETE FROM known_ticket WHERE id = '" + early.id + "' OR id = $1");
    }

    @Test
    void a_push_service_that_is_paused_is_passed_over_and_the_others_are_not() throws Exception {
        TestTicket other = new TestTicket();
        SimulatedBrowser keys = browser();
        ticket.bound("https://A.push.example.net:443/x", keys, ring.newest().id());
        other.bound("https://b.push.example.net/x", keys, ring.newest().id());
        awaitRecipients(other, 2);
        run(
                "UPDATE recipient SET active = false WHERE ticket_id = $1 OR ticket_id = '"
                        + other.id
                        + "'");
        ticket.withDeadlineAfter(Duration.ofDays(30_000)).called();
        other.withDeadlineAfter(Duration.ofDays(30_000)).called();
        awaitDeliveries(other, 2);
        run(
                "UPDATE delivery SET next_attempt_at = '2100-01-01' WHERE ticket_id = $1 OR ticket_id = '"
                        + other.id
                        + "'");
        run(
                "UPDATE recipient SET active = true WHERE ticket_id = $1 OR ticket_id = '"
                        + other.id
                        + "'");
        Deliveries deliveries = new Deliveries(pool, new ReplicaName(Optional::empty));
        Instant then = Instant.parse("2100-01-03T00:00:00Z");

        List<Claim> claims =
                deliveries
                        .claim(
                                100,
                                Deliveries.BATCH,
                                then,
                                then.plusSeconds(1),
                                Map.of("https://a.push.example.net", 0))
                        .await()
                        .atMost(SOON);

        assertThat(claims).extracting(Claim::ticketId).containsExactly(other.id);
        assertThat(
                        deliveries
                                .claim(100, Deliveries.BATCH, then, then.plusSeconds(1), Map.of())
                                .await()
                                .atMost(SOON))
                .extracting(Claim::ticketId)
                .containsExactly(ticket.id);
        run("DELETE FROM known_ticket WHERE id = '" + other.id + "' OR id = $1");
    }

    @Test
    void a_delivery_follows_its_ticket_to_another_push_service() throws Exception {
        SimulatedBrowser keys = browser();
        ticket.withDeadlineAfter(Duration.ofDays(30_000)).called();
        awaitStates("your_turn PLANNED");
        run("UPDATE delivery SET next_attempt_at = '2100-01-01' WHERE ticket_id = $1");

        ticket.bound("https://a.push.example.net/x", keys, ring.newest().id());
        await().atMost(SOON)
                .until(() -> pushServices().equals(List.of("https://a.push.example.net")));
        ticket.bound("https://b.push.example.net/x", keys, ring.newest().id());
        await().atMost(SOON)
                .until(() -> pushServices().equals(List.of("https://b.push.example.net")));
        run("DELETE FROM known_ticket WHERE id = $1");
    }

    private List<String> pushServices() {
        return texts("SELECT coalesce(push_service, '') FROM delivery WHERE ticket_id = $1");
    }

    private void awaitRecipients(TestTicket other, int count) {
        await().atMost(SOON)
                .until(
                        () ->
                                number(
                                                "SELECT count(*) FROM recipient WHERE ticket_id = $1"
                                                        + " OR ticket_id = '"
                                                        + other.id
                                                        + "'")
                                        == count);
    }

    private void awaitDeliveries(TestTicket other, int count) {
        await().atMost(SOON)
                .until(
                        () ->
                                number(
                                                "SELECT count(*) FROM delivery WHERE ticket_id = $1"
                                                        + " OR ticket_id = '"
                                                        + other.id
                                                        + "'")
                                        == count);
    }

    @Test
    void the_log_under_its_earlier_name_tells_the_outcome_and_no_phone() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        ticket.created();
        awaitStates("ticket_created ACCEPTED");
        browser.answer("[{\"status\":400}]");
        ticket.called();
        awaitLast("your_turn REJECTED");

        assertThat(
                        texts(
                                "SELECT concat_ws(' ', ticket_number, notification_type, delivery_method,"
                                        + " push_success, push_error, customer_phone) FROM notification_logs"
                                        + " WHERE ticket_id = $1 ORDER BY created_at"))
                .containsExactly(
                        "GEN-014 ticket_created push t", "GEN-014 your_turn push f http-400");
    }

    @Test
    void what_is_settled_keeps_no_content() throws Exception {
        boundBrowser();
        ticket.created();
        awaitStates("ticket_created ACCEPTED");

        assertThat(number("SELECT count(content) FROM delivery WHERE ticket_id = $1")).isZero();
    }

    private SimulatedBrowser boundBrowser() throws Exception {
        SimulatedBrowser browser = browser();
        ticket.bound(browser, ring);
        await().atMost(SOON)
                .until(() -> number("SELECT count(*) FROM recipient WHERE ticket_id = $1") == 1);
        return browser;
    }

    private SimulatedBrowser browser() throws Exception {
        return SimulatedBrowser.subscribe(
                PushServiceForTests.client(), pushService, ring.newest().publicKey());
    }

    private void awaitStates(String... expected) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(states()).containsExactly(expected));
    }

    private void awaitLast(String expected) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> {
                            List<String> states = states();
                            assertThat(states).isNotEmpty();
                            assertThat(states.get(states.size() - 1)).isEqualTo(expected);
                        });
    }

    private List<String> states() {
        return texts(
                "SELECT notification_type || ' ' || state FROM delivery WHERE ticket_id = $1"
                        + " ORDER BY ticket_version");
    }

    private List<String> errors() {
        return texts("SELECT error FROM delivery WHERE ticket_id = $1 ORDER BY ticket_version");
    }

    private List<String> attempts() {
        return texts(
                "SELECT a.attempt || ' ' || a.outcome FROM delivery_attempt a"
                        + " JOIN delivery d ON d.id = a.delivery_id WHERE d.ticket_id = $1"
                        + " ORDER BY d.ticket_version, a.attempt");
    }

    private List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        for (Row row : run(sql)) {
            texts.add(row.getString(0));
        }
        return texts;
    }

    private long number(String sql) {
        return run(sql).iterator().next().getNumeric(0).longValue();
    }

    private RowSet<Row> run(String sql) {
        UUID id = ticket.id;
        return pool.preparedQuery(sql).execute(Tuple.of(id)).await().atMost(SOON);
    }
}
