package dev.nextup.dispatch.channel;

import static dev.nextup.dispatch.TicketTables.SOON;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.event.delivery.Channel;
import dev.nextup.test.TestTokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody set up a gateway. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class FallbackOffTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private static final String FALLBACKS = "SELECT count(*) FROM fallback WHERE ticket_id = $1";

    @Inject Pool pool;
    @Inject Clock clock;
    @Inject FallbackSweep sweep;
    @Inject FallbackSender sender;
    @Inject FallbackRepository repository;

    private final TestTicket ticket = new TestTicket();
    private TicketTables tables;

    @BeforeEach
    void tables() {
        tables = new TicketTables(pool, ticket.id);
    }

    @Test
    void who_chose_a_channel_that_is_not_set_up_is_skipped_with_the_reason() {
        ticket.prefers(true, false, true);
        awaitPreferences("fallback_chosen");

        ticket.called();

        await().atMost(SOON)
                .until(
                        () -> read().getList("items[0].attempts.outcome"),
                        outcomes -> List.of("channel-not-configured").equals(outcomes));
        assertThat(read().getString("items[0].attempts[0].channel")).isEqualTo("sms");
        assertThat(
                        tables.texts(
                                "SELECT concat_ws(' ', state, channel, error) FROM fallback WHERE ticket_id = $1"))
                .containsExactly("SKIPPED sms channel-not-configured");
        assertThat(
                        tables.texts(
                                "SELECT concat_ws(' ', delivery_method, sms_success, sms_error)"
                                        + " FROM notification_logs WHERE ticket_id = $1"))
                .containsExactly("sms f channel-not-configured");
    }

    @Test
    void who_chooses_a_channel_after_they_were_called_is_skipped_with_the_reason_too() {
        ticket.called();
        tables.awaitStates("your_turn PLANNED");
        sweep.skip().await().atMost(LONG);
        assertThat(tables.number(FALLBACKS)).isZero();

        ticket.prefers(false, true, false);

        await().atMost(SOON).until(() -> tables.number(FALLBACKS) == 1);
    }

    @Test
    void who_chose_none_or_said_nothing_leaves_no_trace_of_one() {
        TestTicket silent = new TestTicket(ticket.organizationId);
        ticket.prefers(false, false, false);
        awaitPreferences("NOT whatsapp_fallback");
        ticket.called();
        silent.called();
        tables.awaitStates("your_turn PLANNED");
        new TicketTables(pool, silent.id).awaitStates("your_turn PLANNED");

        sweep.skip().await().atMost(LONG);

        assertThat(
                        tables.number(
                                "SELECT count(*) FROM fallback WHERE ticket_id = $1 OR ticket_id = '"
                                        + silent.id
                                        + "'"))
                .isZero();
        assertThat(read().getList("items.attempts.flatten()")).isEmpty();
    }

    @Test
    void what_a_replica_without_a_gateway_claims_is_skipped_with_the_reason() {
        ticket.called();
        tables.awaitStates("your_turn PLANNED");
        Instant now = clock.instant();
        DueFallback due =
                repository
                        .find(now, now, 10_000, true)
                        .chain(() -> repository.claim(now, now.plusSeconds(15), now, 10_000))
                        .map(
                                all ->
                                        all.stream()
                                                .filter(one -> one.ticketId().equals(ticket.id))
                                                .findFirst()
                                                .orElseThrow())
                        .await()
                        .atMost(LONG);

        FallbackResult result = sender.send(due).await().atMost(LONG);

        assertThat(result.state()).isEqualTo(FallbackResult.State.SKIPPED);
        assertThat(result.code()).isEqualTo("channel-not-configured");
        assertThat(result.channel()).isEqualTo(Channel.WHATSAPP);
    }

    private void awaitPreferences(String condition) {
        await().atMost(SOON)
                .until(
                        () ->
                                tables.number(
                                                "SELECT count(*) FROM known_ticket WHERE id = $1 AND "
                                                        + condition)
                                        == 1);
    }

    /** What staff see of the organisation. */
    private JsonPath read() {
        return given().auth()
                .oauth2(TestTokens.staff(ticket.organizationId))
                .queryParam("organizationId", ticket.organizationId)
                .get("/api/notifications/logs")
                .jsonPath();
    }
}
