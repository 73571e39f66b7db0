package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import dev.nextup.local.push.Tls;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From a ticket taken, and a ticket called, to what a browser shows of it. */
@Tag("alone")
class PushedNotificationIT {

    /** "Effects in another service appear within 2 s"; twice that, on a machine that may build. */
    private static final Duration PROMPT = Duration.ofSeconds(4);

    private static final String CREATED = "ticket_created";
    private static final String YOUR_TURN = "your_turn";

    /** What the contract names, present even where it is null. */
    private static final List<String> DATA =
            List.of(
                    "notificationType",
                    "ticketId",
                    "ticketNumber",
                    "organizationId",
                    "organizationName",
                    "branchName",
                    "departmentName",
                    "serviceName",
                    "counter",
                    "currentlyServing",
                    "position",
                    "clickUrl",
                    "deliveryId",
                    "ackToken",
                    "timestamp");

    private static TraceCollector traces;
    private static NotifiedOffice office;
    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        traces = TraceCollector.start();
        office = NotifiedOffice.open(1, traces.environment());
        desk = Desk.of(office);
        firstPushTakesLonger();
    }

    /** Whoever is first at once is not told that it is almost their turn. */
    @BeforeEach
    void nobodyIsAhead() throws Exception {
        desk.callEverybody();
    }

    @AfterAll
    static void close() {
        office.close();
        traces.close();
    }

    @Test
    void a_browser_subscribed_after_the_ticket_was_taken_is_told_of_it_and_of_the_call()
            throws Exception {
        Customer customer = office.takeTicket();
        office.subscribe(customer);

        PushedMessage created = pushed(customer, CREATED);
        assertThat(customer.browser().messages()).containsExactly(created);
        assertThat(created.data().path("ticketNumber").asText()).isEqualTo(customer.number());

        desk.call(customer);

        PushedMessage turn = pushed(customer, YOUR_TURN);
        assertThat(customer.browser().messages()).containsExactly(created, turn);
    }

    @Test
    void a_ticket_that_is_skipped_is_told_so() throws Exception {
        Customer customer = subscribed();
        desk.call(customer);
        pushed(customer, YOUR_TURN);

        desk.skip(customer);

        assertThat(pushed(customer, "ticket_missed").tag())
                .isEqualTo(pushed(customer, YOUR_TURN).tag());
    }

    @Test
    void the_call_says_who_is_called_where_and_what_a_tap_opens() throws Exception {
        Customer customer = subscribed();
        JsonNode ticket = desk.call(customer);
        JsonNode payload = pushed(customer, YOUR_TURN).payload();
        JsonNode data = payload.path("data");

        assertThat(payload.path("title").asText()).isNotBlank();
        assertThat(payload.path("body").asText()).isNotBlank();
        assertThat(DATA).allMatch(data::has);
        assertThat(data.path("ticketId").asText()).isEqualTo(customer.ticket().toString());
        assertThat(data.path("ticketNumber").asText()).isEqualTo(customer.number());
        assertThat(data.path("organizationId").asText()).isEqualTo(customer.organization());
        assertThat(data.path("organizationName").asText()).isNotBlank();
        assertThat(data.path("branchName").asText()).isNotBlank();
        assertThat(data.path("departmentName").asText()).isEqualTo("Citizen Services");
        assertThat(data.path("serviceName").asText()).isEqualTo("General Enquiries");
        assertThat(pushed(customer, YOUR_TURN).counterName())
                .isEqualTo(ticket.at("/counter/name").asText())
                .isNotBlank();
        assertThat(data.path("clickUrl").asText()).startsWith(NotifiedOffice.PUBLIC_URL + "/");
        assertThat(UUID.fromString(data.path("deliveryId").asText())).isNotNull();
        assertThat(data.path("ackToken").asText()).isNotBlank();
        assertThat(Instant.parse(data.path("timestamp").asText())).isBefore(Instant.now());
    }

    @Test
    void a_call_is_shown_in_the_words_that_the_organisation_has_set() throws Exception {
        Answer set =
                office.demo()
                        .say(office.tickets(), YOUR_TURN, "{number}, please", "Go to {counter}.");
        assertThat(set.status()).isEqualTo(200);

        PushedMessage call =
                await("own words")
                        .atMost(PROMPT)
                        .until(
                                PushedNotificationIT::nextCall,
                                message -> body(message).startsWith("Go to"));

        assertThat(call.payload().path("title").asText())
                .isEqualTo(call.data().path("ticketNumber").asText() + ", please");
        assertThat(body(call)).isEqualTo("Go to " + call.counterName() + ".");
    }

    @Test
    void the_call_is_shown_by_browsers_that_understand_declarative_push() throws Exception {
        Customer customer = subscribed();
        desk.call(customer);
        JsonNode payload = pushed(customer, YOUR_TURN).payload();

        assertThat(payload.path("web_push").asInt()).isEqualTo(8030);
        assertThat(payload.at("/notification/title").asText())
                .isEqualTo(payload.path("title").asText())
                .isNotBlank();
        assertThat(payload.at("/notification/navigate").asText())
                .startsWith(NotifiedOffice.PUBLIC_URL + "/");
        assertThat(payload.path("mutable").isBoolean()).isTrue();
        assertThat(payload.path("mutable").asBoolean()).isTrue();
    }

    @Test
    void topic_and_tag_are_the_tickets_own_and_do_not_give_it_away() throws Exception {
        Customer one = subscribed();
        Customer other = subscribed();
        PushedMessage created = pushed(one, CREATED);
        // Before the call: it makes the other one next, which is newer than having taken a ticket.
        PushedMessage otherCreated = pushed(other, CREATED);
        desk.call(one);
        PushedMessage turn = pushed(one, YOUR_TURN);

        assertThat(turn.topic())
                .matches("[A-Za-z0-9_-]{32}")
                .doesNotContain(one.number())
                .isEqualTo(created.topic())
                .isNotEqualTo(otherCreated.topic());
        assertThat(turn.tag())
                .isNotBlank()
                .isEqualTo(created.tag())
                .isNotEqualTo(otherCreated.tag());
        assertThat(turn.identity()).isNotEqualTo(created.identity());
    }

    @Test
    void a_call_is_urgent_and_ends_with_its_deadline() throws Exception {
        Customer customer = subscribed();
        desk.call(customer);
        PushedMessage turn = pushed(customer, YOUR_TURN);
        Instant deadline = Instant.parse(logged(customer, YOUR_TURN).path("deadline").asText());

        assertThat(turn.urgency()).isEqualTo("high");
        // Counted when it was sent, a moment before it was received.
        long left = Duration.between(turn.receivedAt(), deadline).toSeconds() + 1;
        assertThat(turn.ttl()).isBetween(1L, left);
        assertThat(deadline).isBefore(turn.receivedAt().plus(Duration.ofMinutes(5)));
    }

    @Test
    void staff_read_of_both_deliveries_that_they_were_accepted_at_the_first_attempt()
            throws Exception {
        Customer customer = subscribed();
        pushed(customer, CREATED);
        desk.call(customer);
        PushedMessage turn = pushed(customer, YOUR_TURN);

        for (String type : List.of(CREATED, YOUR_TURN)) {
            JsonNode item = logged(customer, type);
            assertThat(item.path("ticketNumber").asText()).isEqualTo(customer.number());
            assertThat(item.path("attempts")).hasSize(1);
            JsonNode attempt = item.at("/attempts/0");
            assertThat(attempt.path("channel").asText()).isEqualTo("push");
            assertThat(attempt.path("httpStatus").asInt()).isEqualTo(201);
            assertThat(attempt.path("pushService").asText())
                    .contains("localhost")
                    .doesNotContain("/push/");
        }
        assertThat(logged(customer, YOUR_TURN).path("deliveryId").asText())
                .isEqualTo(turn.data().path("deliveryId").asText());
        assertThat(office.log().of(customer.ticket())).hasSize(2);
    }

    @Test
    void staff_see_on_the_ticket_that_the_customer_was_reached() throws Exception {
        Customer customer = subscribed();
        desk.call(customer);
        PushedMessage turn = pushed(customer, YOUR_TURN);
        awaitReach(customer, "sent");

        office.acknowledge(turn, "shown");

        assertThat(awaitReach(customer, "shown").path("notificationType").asText())
                .isEqualTo(YOUR_TURN);
    }

    @Test
    void the_table_of_the_earlier_system_has_a_row_for_each_delivery_and_no_phone()
            throws Exception {
        Customer customer = subscribed();
        pushed(customer, CREATED);
        desk.call(customer);
        logged(customer, YOUR_TURN);

        assertThat(office.log().rows())
                .filteredOn(row -> row.ticket().equals(customer.ticket()))
                .containsExactlyInAnyOrder(
                        new NotificationLog.Row(customer.ticket(), CREATED, "push", true, null),
                        new NotificationLog.Row(customer.ticket(), YOUR_TURN, "push", true, null));
    }

    @Test
    void a_call_and_the_push_that_tells_of_it_are_one_trace_without_secrets() throws Exception {
        Customer customer = subscribed();
        office.tickets()
                .get("/api/tickets/" + customer.ticket() + "?code=q-u-e-r-y", customer.token());
        desk.call(customer);
        pushed(customer, YOUR_TURN);

        new CallTrace(traces, customer).mustBeWhole();
        CallTrace.mustHoldNone(traces, customer, office.demo().token(), "q-u-e-r-y");
    }

    @Test
    void a_push_service_over_tls_is_spoken_to_in_http_2() throws Exception {
        assertThat(versionSpokenTo(Tls.with(NotifiedOffice.certificate()))).isEqualTo("HTTP/2");
    }

    @Test
    void a_push_service_without_http_2_is_spoken_to_in_http_1() throws Exception {
        assertThat(versionSpokenTo(Tls.with(NotifiedOffice.certificate()).http1Only()))
                .isEqualTo("HTTP/1.1");
    }

    private static String versionSpokenTo(Tls tls) throws Exception {
        try (PushService secure = PushService.start(Settings.overTls(tls))) {
            TicketClient browsers =
                    TicketClient.overTls(
                            URI.create(secure.publicUrl()), NotifiedOffice.certificate().trust());
            Customer customer = office.takeTicket(SimulatedBrowser.open(browsers, office.key()));
            office.subscribe(customer);
            desk.call(customer);
            return pushed(customer, YOUR_TURN).httpVersion();
        }
    }

    private static PushedMessage nextCall() throws Exception {
        Customer customer = subscribed();
        desk.call(customer);
        return pushed(customer, YOUR_TURN);
    }

    private static String body(PushedMessage message) {
        return message.payload().path("body").asText();
    }

    private static Customer subscribed() throws Exception {
        Customer customer = office.takeTicket();
        office.subscribe(customer);
        return customer;
    }

    private static JsonNode awaitReach(Customer customer, String state) {
        return await(state + " on the ticket")
                .atMost(PROMPT)
                .until(
                        () -> office.ticket(customer).path("reach"),
                        reach -> reach.path("state").asText().equals(state));
    }

    private static PushedMessage pushed(Customer customer, String type) {
        return customer.browser().awaitOnly(type, PROMPT);
    }

    private static JsonNode logged(Customer customer, String type) {
        return office.log().awaitAccepted(customer.ticket(), type, PROMPT);
    }

    /** Classes are loaded and connections opened; the time limits are for what follows. */
    private static void firstPushTakesLonger() throws Exception {
        subscribed().browser().awaitOnly(CREATED, Duration.ofSeconds(30));
    }
}
