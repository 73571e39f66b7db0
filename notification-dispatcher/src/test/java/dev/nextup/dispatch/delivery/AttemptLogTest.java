package dev.nextup.dispatch.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.dispatch.CapturedLog;
import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator reads of one notification. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class AttemptLogTest {

    private static final Pattern VALUE = Pattern.compile("(\\w+)=(\\S+)");

    @Inject Pool pool;
    @Inject VapidKeyRing ring;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();
    private TicketTables tables;
    private SimulatedBrowser browser;
    private UUID subscription;
    private CapturedLog log;

    @BeforeEach
    void bind() throws Exception {
        tables = new TicketTables(pool, ticket.id);
        browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        subscription = ticket.bound(browser, ring);
        tables.awaitBound();
    }

    @AfterEach
    void endLog() {
        log.close();
    }

    @Test
    void what_was_not_accepted_is_told_with_all_that_finds_it_and_no_secret() throws Exception {
        log = CapturedLog.begin(null);
        browser.answer(
                "[{\"status\":503,\"reason\":\"errno: 201\"},{\"status\":400,\"reason\":\"BadTtl\"}]");

        ticket.called();
        tables.awaitStates("your_turn REJECTED");

        List<String> lines = attempts(2);
        assertThat(lines).allMatch(line -> line.startsWith("INFO "));
        assertThat(values(lines.get(0)))
                .containsExactly(
                        "ticketId " + ticket.id,
                        "subscriptionId " + subscription,
                        "deliveryId " + delivery(),
                        "attempt 1",
                        "pushService " + pushService,
                        "httpStatus 503",
                        "outcome http-503",
                        "reason errno-201",
                        "receipt null",
                        "ttl null");
        assertThat(values(lines.get(1))).contains("attempt 2", "outcome http-400", "reason BadTtl");
        assertThat(log.with(""))
                .noneMatch(line -> line.contains(browser.endpoint()))
                .noneMatch(line -> line.contains(browser.p256dh()))
                .noneMatch(line -> line.contains(browser.auth()));
    }

    @Test
    void what_was_accepted_is_told_to_those_who_ask_for_it() {
        log = CapturedLog.begin(null);
        ticket.created();
        tables.awaitStates("ticket_created ACCEPTED");
        assertThat(log.with(ticket.id.toString())).isEmpty();

        log.close();
        log = CapturedLog.begin(Level.FINE);
        ticket.called();
        tables.awaitStates("ticket_created ACCEPTED", "your_turn ACCEPTED");

        String attempt = attempts(1).get(0);
        assertThat(attempt).startsWith("DEBUG ").containsPattern("receipt=[0-9a-f]{32} ttl=\\d+");
        String delivery = values(attempt).get(2);
        List<String> planned = log.with("delivery planned").stream().filter(this::isOurs).toList();
        assertThat(planned).hasSize(1);
        assertThat(values(planned.get(0)))
                .contains("ticketId " + ticket.id, delivery, "outcome planned")
                .anyMatch(value -> delivery.equals("deliveryId " + deliveryOf(value)));
    }

    /** One event, one notification: its id follows from the event's. */
    private static UUID deliveryOf(String value) {
        String event = value.replace("eventId ", "");
        return UUID.nameUUIDFromBytes(("delivery of " + event).getBytes(UTF_8));
    }

    private List<String> attempts(int count) {
        await().atMost(TicketTables.SOON).until(() -> attempts().size() == count);
        return attempts();
    }

    private List<String> attempts() {
        return log.with("attempt made").stream().filter(this::isOurs).toList();
    }

    private boolean isOurs(String line) {
        return line.contains(ticket.id.toString());
    }

    private String delivery() {
        return tables.texts("SELECT id::text FROM delivery WHERE ticket_id = $1").get(0);
    }

    private static List<String> values(String line) {
        return VALUE.matcher(line)
                .results()
                .map((MatchResult found) -> found.group(1) + " " + found.group(2))
                .toList();
    }
}
