package dev.nextup.dispatch.channel;

import static dev.nextup.dispatch.TicketTables.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.dispatch.words.OwnWords;
import dev.nextup.dispatch.words.TestWords;
import dev.nextup.event.organization.MessagesChanged.Message;
import dev.nextup.event.ticket.TicketCancelled;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message to a phone says as much as a push would: where to go, and how many are ahead. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
@WithTestResource(value = GatewayForTests.class, scope = TestResourceScope.MATCHING_RESOURCES)
class FallbackWordsTest {

    @Inject Pool pool;
    @Inject VapidKeyRing ring;
    @Inject OwnWords words;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();
    private final String phone =
            "+49153" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    private TicketTables tables;

    static Stream<Arguments> events() {
        return Stream.of(
                said(
                        TestTicket::created,
                        "You are in line for General Enquiries at Demo Town Hall."
                                + " We will tell you when it is almost your turn."),
                said(TestTicket::called, "Please go to Counter 3 (General Enquiries)."),
                said(
                        t -> t.approaching(3),
                        "2 ahead of you for General Enquiries. Please come closer."),
                said(
                        t -> t.approaching(1),
                        "You are next for General Enquiries. Please stay close."),
                said(
                        TestTicket::missed,
                        "You were called for General Enquiries and did not come."
                                + " Please speak to the staff."),
                said(t -> t.requeued(2), "You are waiting for General Enquiries again."),
                said(
                        t -> t.cancelled(TicketCancelled.Reason.STAFF),
                        "Demo Town Hall cancelled your ticket for General Enquiries."),
                said(
                        t -> t.cancelled(TicketCancelled.Reason.QUEUE_RESET),
                        "The queue for General Enquiries was reset. Please take a new ticket."),
                said(
                        t -> t.transferred(1).approaching(1),
                        "You now wait for General Enquiries, Citizen Services. You keep your number."
                                + " You are next for General Enquiries. Please stay close."),
                said(
                        t -> t.reading("ar-EG").called(),
                        "يرجى التوجه إلى \u2068Counter 3\u2069 (\u2068General Enquiries\u2069)."),
                said(
                        t -> t.reading("ar").approaching(3),
                        "عدد المنتظرين قبلك لخدمة \u2068General Enquiries\u2069: \u20682\u2069. يرجى الاقتراب."));
    }

    @BeforeEach
    void phone() {
        tables = new TicketTables(pool, ticket.id);
        GatewayForTests.PHONES.put(ticket.id, phone);
    }

    @ParameterizedTest
    @MethodSource("events")
    void it_says_what_a_push_would(Consumer<TestTicket> event, String body) {
        event.accept(ticket);

        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(GatewayForTests.received(phone))
                                        .extracting(
                                                message -> message.body().at("/data/body").asText())
                                        .contains(body));
    }

    @Test
    void where_to_go_is_still_said_when_push_has_been_given_up() throws Exception {
        SimulatedBrowser browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        ticket.bound(browser, ring);
        tables.awaitBound();
        browser.answer("[{\"status\":410}]");

        ticket.called();

        assertThat(message().path("body").asText()).contains("Counter 3");
        tables.awaitStates("your_turn GONE");
        assertThat(tables.texts("SELECT content::text FROM delivery WHERE ticket_id = $1"))
                .containsOnlyNulls();
    }

    @Test
    void the_organisations_own_words_are_said_with_their_values() {
        TestWords.say(
                ticket.organizationId,
                new Message("your_turn", "en", "{number}, please!", "Come to {counter} now."),
                new Message("almost_your_turn", "en", "Soon", "Place {position}, {ahead} ahead."));
        await().atMost(SOON)
                .until(() -> words.of(ticket.organizationId, "almost_your_turn", "en").isPresent());

        ticket.called();

        JsonNode message = message();
        assertThat(message.path("title").asText()).isEqualTo("GEN-014, please!");
        assertThat(message.path("body").asText()).isEqualTo("Come to Counter 3 now.");
    }

    private JsonNode message() {
        await().atMost(SOON).until(() -> !GatewayForTests.received(phone).isEmpty());
        return GatewayForTests.received(phone).get(0).body().path("data");
    }

    private static Arguments said(Consumer<TestTicket> event, String body) {
        return Arguments.of(event, body);
    }
}
