package dev.nextup.dispatch.channel;

import static dev.nextup.dispatch.TicketTables.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.SpansForTests;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.dispatch.channel.GatewayForTests.Received;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever push does not reach, and chose another way, is reached that way. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = GatewayForTests.class, scope = TestResourceScope.MATCHING_RESOURCES)
class FallbackTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4737";
    private static final String SPAN_ID = "00f067aa0ba902b8";

    @Inject SpansForTests spans;
    @Inject Pool pool;
    @Inject VapidKeyRing ring;
    @Inject Clock clock;
    @Inject FallbackSweep sweep;
    @Inject MessageCaps caps;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();
    private final String phone =
            "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    private TicketTables tables;

    @BeforeEach
    void tables() {
        tables = new TicketTables(pool, ticket.id);
    }

    @Test
    void who_has_no_browser_gets_a_message_at_once() {
        GatewayForTests.PHONES.put(ticket.id, phone);

        ticket.called();

        Received message = awaitMessages(1).get(0);
        JsonNode data = message.body().path("data");
        assertThat(message.body().path("type").asText()).isEqualTo("notification.send");
        assertThat(data.path("channel").asText()).isEqualTo("whatsapp");
        assertThat(data.path("title").asText()).isEqualTo("It is your turn: GEN-014");
        assertThat(data.path("url").asText())
                .isEqualTo("https://queue.example/?ticket=" + ticket.id);
        assertThat(
                        new WebhookSecret(GatewayForTests.SECRET)
                                .verifies(
                                        message.id(),
                                        message.timestamp(),
                                        message.signature(),
                                        message.text(),
                                        clock.instant()))
                .isTrue();
        awaitFallback("ACCEPTED whatsapp");
        tables.awaitStates("your_turn PLANNED");
        assertThat(tables.attempts()).containsExactly("1 accepted");
        assertThat(
                        tables.texts(
                                "SELECT concat_ws(' ', delivery_method, whatsapp_success, push_success)"
                                        + " FROM notification_logs WHERE ticket_id = $1"))
                .containsExactly("whatsapp t");
    }

    @Test
    void an_attempt_is_a_span_below_what_the_event_follows_from_and_names_no_number() {
        GatewayForTests.PHONES.put(ticket.id, phone);

        ticket.following("00-" + TRACE_ID + "-" + SPAN_ID + "-01").called();

        SpanData span =
                await().atMost(SOON).until(() -> spans.of(ticket.id), all -> !all.isEmpty()).get(0);
        assertThat(span.getName()).isEqualTo("message");
        assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(span.getParentSpanId()).isEqualTo(SPAN_ID);
        assertThat(span.getAttributes().asMap())
                .containsEntry(AttributeKey.stringKey("channel"), "whatsapp")
                .containsEntry(AttributeKey.stringKey("notificationType"), "your_turn")
                .containsEntry(AttributeKey.stringKey("outcome"), "accepted");
        assertThat(span.toString()).doesNotContain(phone.substring(1)).doesNotContain("hidden");
    }

    @Test
    void the_number_and_the_address_of_the_gateway_are_in_no_table() {
        GatewayForTests.PHONES.put(ticket.id, phone);

        ticket.called();

        awaitFallback("ACCEPTED whatsapp");
        for (String table :
                List.of(
                        "fallback",
                        "fallback_use",
                        "delivery_attempt",
                        "notification_logs",
                        "delivery",
                        "outbox")) {
            assertThat(
                            tables.number(
                                    "SELECT count(*) FROM "
                                            + table
                                            + " t WHERE $1::uuid IS NOT NULL AND (t::text LIKE '%"
                                            + phone
                                            + "%' OR t::text LIKE '%hidden%')"))
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void no_line_of_the_log_names_the_number_or_the_address() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Handler handler = collectInto(lines);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            GatewayForTests.PHONES.put(ticket.id, phone);
            GatewayForTests.answer(phone, 503, 400);

            ticket.called();

            awaitFallback("REJECTED whatsapp http-400");
            root.info("witness");
        } finally {
            root.removeHandler(handler);
        }
        assertThat(lines)
                .anyMatch(line -> line.startsWith("witness"))
                .noneMatch(line -> line.contains(phone) || line.contains("hidden"));
    }

    @Test
    void who_gave_no_number_waits_for_the_browser() throws Exception {
        ticket.called();
        awaitFallback("SKIPPED whatsapp no-phone");

        SimulatedBrowser browser = boundBrowser();

        tables.awaitStates("your_turn ACCEPTED");
        assertThat(browser.kinds()).containsExactly("your_turn");
    }

    @Test
    void who_refused_push_and_chose_sms_gets_an_sms() {
        GatewayForTests.PHONES.put(ticket.id, phone);
        ticket.prefers(true, false, true);
        await().atMost(SOON)
                .until(
                        () ->
                                tables.number(
                                                "SELECT count(*) FROM known_ticket WHERE id = $1 AND sms_fallback")
                                        == 1);

        ticket.missed();

        assertThat(awaitMessages(1).get(0).body().at("/data/channel").asText()).isEqualTo("sms");
        tables.awaitStates("ticket_missed SKIPPED");
    }

    @Test
    void who_chose_no_other_way_is_left_alone() {
        GatewayForTests.PHONES.put(ticket.id, phone);
        ticket.prefers(true, false, false);
        await().atMost(SOON)
                .until(
                        () ->
                                tables.number(
                                                "SELECT count(*) FROM known_ticket WHERE id = $1 AND push_denied")
                                        == 1);
        TestTicket witness = new TestTicket();
        GatewayForTests.PHONES.put(witness.id, "+4915100000000");

        ticket.called();
        tables.awaitStates("your_turn SKIPPED");
        witness.called();

        await().atMost(SOON).until(() -> !GatewayForTests.received("+4915100000000").isEmpty());
        assertThat(GatewayForTests.received(phone)).isEmpty();
    }

    @Test
    void an_ended_subscription_is_made_up_for() throws Exception {
        GatewayForTests.PHONES.put(ticket.id, phone);
        boundBrowser().answer("[{\"status\":410}]");

        ticket.requeued(3);

        assertThat(awaitMessages(1).get(0).body().at("/data/notificationType").asText())
                .isEqualTo("ticket_requeued");
        tables.awaitStates("ticket_requeued GONE");
    }

    @Test
    void whose_browser_subscribed_with_another_key_is_told_everything_another_way()
            throws Exception {
        GatewayForTests.PHONES.put(ticket.id, phone);
        boundBrowser().answer("[{\"status\":403,\"reason\":\"vapid-key-mismatch\"}]");
        ticket.created();
        awaitMessages(1);

        ticket.called();

        assertThat(awaitMessages(2).get(1).body().at("/data/notificationType").asText())
                .isEqualTo("your_turn");
        tables.awaitStates("ticket_created STALE_KEY", "your_turn PLANNED");
    }

    @Test
    void what_waits_for_a_subscription_that_ends_goes_another_way() throws Exception {
        GatewayForTests.PHONES.put(ticket.id, phone);
        boundBrowser().answer("[{\"status\":410,\"delayMs\":1500}]");
        ticket.created();
        tables.awaitStates("ticket_created SENDING");

        ticket.called();

        assertThat(awaitMessages(1).get(0).body().at("/data/notificationType").asText())
                .isEqualTo("your_turn");
        tables.awaitStates("ticket_created GONE", "your_turn PLANNED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deactivated", "erased", "expired"})
    void what_is_retried_for_a_binding_that_ends_goes_another_way(String end) throws Exception {
        GatewayForTests.PHONES.put(ticket.id, phone);
        SimulatedBrowser browser = boundBrowser();
        browser.answer("[{\"status\":503,\"retryAfter\":\"200\"}]");
        ticket.missed();
        tables.awaitStates("ticket_missed RETRYING");

        switch (end) {
            case "deactivated" -> ticket.bound(UUID.randomUUID(), browser, ring, false);
            case "erased" -> ticket.erased();
            default ->
                    tables.run("UPDATE recipient SET expiration_time = now() WHERE ticket_id = $1");
        }

        awaitMessages(1);
        tables.awaitStates("ticket_missed RETRYING");
    }

    @Test
    void what_came_too_late_for_a_binding_is_sent_to_the_next_one() throws Exception {
        SimulatedBrowser browser = boundBrowser();
        browser.answer("[{\"status\":503,\"retryAfter\":\"200\"}]");
        ticket.missed();
        tables.awaitStates("ticket_missed RETRYING");
        ticket.bound(UUID.randomUUID(), browser, ring, false);
        awaitFallback("SKIPPED whatsapp no-phone");
        tables.run("UPDATE delivery SET next_attempt_at = now() WHERE ticket_id = $1");

        ticket.bound(browser, ring);

        tables.awaitStates("ticket_missed ACCEPTED");
    }

    @Test
    void a_call_that_nobody_saw_and_that_has_no_browser_any_more_goes_another_way()
            throws Exception {
        GatewayForTests.PHONES.put(ticket.id, phone);
        SimulatedBrowser browser = boundBrowser();
        ticket.called();
        tables.awaitStates("your_turn ACCEPTED");
        ticket.bound(UUID.randomUUID(), browser, ring, false);
        await().atMost(SOON)
                .until(
                        () ->
                                tables.number(
                                                "SELECT count(*) FROM recipient WHERE ticket_id = $1"
                                                        + " AND NOT active")
                                        == 1);

        tables.run(
                "UPDATE delivery SET escalate_at = now(), finished_at = now() - interval '31 seconds'"
                        + " WHERE ticket_id = $1");

        awaitMessages(1);
        tables.awaitStates("your_turn ACCEPTED");
        assertThat(browser.messages()).hasSize(1);
    }

    @Test
    void a_call_that_was_sent_twice_and_never_seen_goes_another_way() throws Exception {
        GatewayForTests.PHONES.put(ticket.id, phone);
        SimulatedBrowser browser = boundBrowser();
        ticket.called();
        tables.awaitStates("your_turn ACCEPTED");
        tables.run("UPDATE delivery SET escalate_at = now() WHERE ticket_id = $1");
        await().atMost(SOON).until(() -> browser.messages().size() == 2);
        tables.awaitStates("your_turn ACCEPTED");
        assertThat(GatewayForTests.received(phone)).isEmpty();

        tables.run(
                "UPDATE delivery SET finished_at = now() - interval '31 seconds' WHERE ticket_id = $1");

        awaitMessages(1);
        awaitFallback("ACCEPTED whatsapp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETRYING", "PLANNED"})
    void a_call_that_push_cannot_bring_in_time_goes_another_way(String state) throws Exception {
        GatewayForTests.PHONES.put(ticket.id, phone);
        boundBrowser().answer("[{\"status\":503,\"retryAfter\":\"200\"}]");
        ticket.called();
        tables.awaitStates("your_turn RETRYING");
        tables.run("UPDATE delivery SET state = '" + state + "' WHERE ticket_id = $1");
        sweep.sweep().await().atMost(SOON);
        assertThat(GatewayForTests.received(phone)).isEmpty();

        tables.run(
                "UPDATE delivery SET created_at = now() - interval '31 seconds' WHERE ticket_id = $1");

        awaitMessages(1);
        awaitFallback("ACCEPTED whatsapp");
        tables.awaitStates("your_turn " + state);
    }

    @Test
    void a_repeat_that_push_cannot_bring_in_time_goes_another_way() throws Exception {
        GatewayForTests.PHONES.put(ticket.id, phone);
        SimulatedBrowser browser = boundBrowser();
        ticket.called();
        tables.awaitStates("your_turn ACCEPTED");
        browser.answer("[{\"status\":503,\"retryAfter\":\"200\"}]");
        tables.run(
                "UPDATE delivery SET escalate_at = now(), created_at = now() - interval '31 seconds'"
                        + " WHERE ticket_id = $1");
        await().atMost(SOON)
                .until(() -> tables.attempts().equals(List.of("1 accepted", "2 http-503")));
        tables.awaitStates("your_turn RETRYING");
        sweep.sweep().await().atMost(SOON);
        assertThat(GatewayForTests.received(phone)).isEmpty();

        tables.run(
                "UPDATE delivery SET repeated_at = now() - interval '31 seconds' WHERE ticket_id = $1");

        awaitMessages(1);
        awaitFallback("ACCEPTED whatsapp");
    }

    @Test
    void a_late_call_goes_on_another_way_although_push_has_brought_it_meanwhile() throws Exception {
        GatewayForTests.PHONES.put(ticket.id, phone);
        GatewayForTests.answer(phone, 503);
        boundBrowser().answer("[{\"status\":503,\"retryAfter\":\"200\"}]");
        ticket.called();
        tables.awaitStates("your_turn RETRYING");
        tables.run(
                "UPDATE delivery SET created_at = now() - interval '31 seconds' WHERE ticket_id = $1");
        awaitMessages(1);

        tables.run("UPDATE delivery SET next_attempt_at = now() WHERE ticket_id = $1");

        tables.awaitStates("your_turn ACCEPTED");
        awaitMessages(2);
        awaitFallback("ACCEPTED whatsapp");
    }

    @Test
    void a_busy_gateway_gets_the_same_message_again() {
        GatewayForTests.PHONES.put(ticket.id, phone);
        GatewayForTests.answer(phone, 503);

        ticket.called();

        List<Received> messages = awaitMessages(2);
        assertThat(messages.get(1).id()).isEqualTo(messages.get(0).id());
        awaitFallback("ACCEPTED whatsapp");
        assertThat(tables.attempts()).containsExactly("1 http-503", "2 accepted");
    }

    @Test
    void a_redirect_is_not_followed() {
        GatewayForTests.PHONES.put(ticket.id, phone);
        GatewayForTests.answer(phone, 307);

        ticket.called();

        awaitFallback("REJECTED whatsapp http-307");
    }

    @Test
    void one_ticket_costs_no_more_than_so_many_messages() {
        GatewayForTests.PHONES.put(ticket.id, phone);
        ticket.called();
        awaitMessages(1);
        ticket.called();
        awaitMessages(2);

        ticket.called();

        await().atMost(SOON)
                .until(
                        () ->
                                tables.number(
                                                "SELECT count(*) FROM fallback WHERE ticket_id = $1"
                                                        + " AND error = 'too-many-messages'")
                                        == 1);
        assertThat(GatewayForTests.received(phone)).hasSize(2);
    }

    @Test
    void one_number_gets_no_more_than_so_many_messages_a_day_whatever_tickets_name_it() {
        TestTicket second = new TestTicket();
        GatewayForTests.PHONES.put(ticket.id, phone);
        GatewayForTests.PHONES.put(second.id, phone);
        GatewayForTests.answer(phone, 503);
        ticket.called();
        awaitMessages(2);
        awaitFallback("ACCEPTED whatsapp");
        ticket.called();
        awaitMessages(3);
        second.called();
        awaitMessages(4);

        second.called();

        awaitSkipped(second, "too-many-messages-to-number");
        assertThat(GatewayForTests.received(phone)).as("one of them was tried twice").hasSize(4);
        assertThat(
                        new TicketTables(pool, second.id)
                                .texts(
                                        "SELECT a.outcome FROM delivery_attempt a JOIN delivery d"
                                                + " ON d.id = a.delivery_id WHERE d.ticket_id = $1 ORDER BY a.at"))
                .containsExactly("accepted", "too-many-messages-to-number");
    }

    @Test
    void one_organisation_sends_no_more_than_so_many_messages_a_day() {
        UUID organization = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            called(organization, phone + i);
            String number = phone + i;
            await().atMost(SOON).until(() -> GatewayForTests.received(number).size() == 1);
        }

        TestTicket last = called(organization, phone);

        awaitSkipped(last, "too-many-messages-of-organization");
        assertThat(GatewayForTests.received(phone)).isEmpty();
        assertThat(
                        tables.number(
                                "SELECT count(*) FROM fallback_use WHERE $1::uuid IS NOT NULL"
                                        + " AND subject = 'organization "
                                        + organization
                                        + "' AND used = 5"))
                .isEqualTo(1);
    }

    @Test
    void the_counts_of_past_days_go() {
        tables.run(
                "INSERT INTO fallback_use (subject, day, used)"
                        + " VALUES ('number ' || $1::uuid, (now() AT TIME ZONE 'UTC')::date - 1, 1)");

        caps.forget().await().atMost(SOON);

        assertThat(
                        tables.number(
                                "SELECT count(*) FROM fallback_use WHERE subject = 'number ' || $1::uuid"))
                .isZero();
    }

    private static TestTicket called(UUID organization, String number) {
        TestTicket called = new TestTicket(organization);
        GatewayForTests.PHONES.put(called.id, number);
        return called.called();
    }

    private void awaitSkipped(TestTicket of, String why) {
        await().atMost(SOON)
                .until(
                        () ->
                                new TicketTables(pool, of.id)
                                                .number(
                                                        "SELECT count(*) FROM fallback WHERE ticket_id = $1"
                                                                + " AND state = 'SKIPPED' AND error = '"
                                                                + why
                                                                + "'")
                                        == 1);
    }

    private List<Received> awaitMessages(int count) {
        await().atMost(SOON).until(() -> GatewayForTests.received(phone).size() >= count);
        return GatewayForTests.received(phone);
    }

    private void awaitFallback(String expected) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                tables.texts(
                                                        "SELECT concat_ws(' ', state, channel, error)"
                                                                + " FROM fallback WHERE ticket_id = $1"))
                                        .containsExactly(expected));
    }

    private static Handler collectInto(Queue<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(
                        line.getMessage()
                                + Arrays.toString(line.getParameters())
                                + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private SimulatedBrowser boundBrowser() throws Exception {
        SimulatedBrowser browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        ticket.bound(browser, ring);
        tables.awaitBound();
        return browser;
    }
}
