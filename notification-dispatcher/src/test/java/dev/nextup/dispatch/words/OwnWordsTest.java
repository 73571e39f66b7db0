package dev.nextup.dispatch.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.event.Topics;
import dev.nextup.event.organization.MessagesChanged.Message;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** An organisation's own words, from Kafka to the browser. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class OwnWordsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Message CALL =
            new Message("your_turn", "en", "{number}, please!", "Come to {counter} now.");
    private static final Message CREATED =
            new Message("ticket_created", "en", "Welcome", "Take a seat.");
    private static final Message OF_TOMORROW = new Message("your_birthday", "en", "a", "b");

    @Inject Pool pool;
    @Inject VapidKeyRing ring;
    @Inject OwnWords words;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final UUID organization = UUID.randomUUID();

    @Test
    void customers_are_told_in_the_words_of_their_organisation_and_others_are_not()
            throws Exception {
        say(CALL, OF_TOMORROW);
        awaitKnown("your_turn", "{number}, please!");

        JsonNode own = called(new TestTicket(organization));
        JsonNode other = called(new TestTicket());

        assertThat(own.path("title").asText()).isEqualTo("GEN-014, please!");
        assertThat(own.path("body").asText()).isEqualTo("Come to Counter 3 now.");
        assertThat(own.at("/notification/title").asText()).isEqualTo("GEN-014, please!");
        assertThat(own.at("/data/notificationType").asText()).isEqualTo("your_turn");
        assertThat(other.path("title").asText()).isEqualTo("It is your turn: GEN-014");
    }

    @Test
    void the_last_record_is_all_there_is() {
        say(CALL);
        say(CALL, CREATED);
        awaitKnown("ticket_created", "Welcome");

        say(CREATED);

        awaitUnknown("your_turn");
        assertThat(words.of(organization, "ticket_created", "EN")).isPresent();
        say();
        awaitUnknown("ticket_created");
    }

    @Test
    void a_null_record_erases_and_what_cannot_be_read_is_set_aside() {
        say(CALL);
        awaitKnown("your_turn", "{number}, please!");

        TestTicket.send(Topics.ORGANIZATION_EVENTS, organization.toString(), new byte[] {'n', 'o'});
        TestTicket.send(Topics.ORGANIZATION_EVENTS, organization.toString(), null);

        awaitUnknown("your_turn");
    }

    private JsonNode called(TestTicket ticket) throws Exception {
        SimulatedBrowser browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        ticket.bound(browser, ring);
        new TicketTables(pool, ticket.id).awaitBound();
        ticket.called();
        return await().atMost(SOON)
                .until(browser::messages, messages -> messages.size() == 1)
                .get(0)
                .path("payload");
    }

    private void say(Message... messages) {
        TestWords.say(organization, messages);
    }

    private void awaitKnown(String kind, String title) {
        await().atMost(SOON).until(() -> title(kind).equals(List.of(title)));
    }

    private void awaitUnknown(String kind) {
        await().atMost(SOON).until(() -> title(kind).isEmpty());
    }

    private List<String> title(String kind) {
        Optional<OwnWords.OwnText> own = words.of(organization, kind, "en");
        return own.map(OwnWords.OwnText::title).stream().toList();
    }
}
