package dev.nextup.dispatch.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.event.delivery.Channel;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Nobody set up a gateway. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class FallbackOffTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    @Inject Pool pool;
    @Inject Clock clock;
    @Inject FallbackSweep sweep;
    @Inject FallbackSender sender;
    @Inject FallbackRepository repository;

    private final TestTicket ticket = new TestTicket();

    @Test
    void it_is_off_unless_it_is_configured() {
        TicketTables tables = new TicketTables(pool, ticket.id);
        ticket.called();
        tables.awaitStates("your_turn PLANNED");

        sweep.sweep().await().atMost(LONG);

        assertThat(tables.number("SELECT count(*) FROM fallback WHERE ticket_id = $1")).isZero();
        assertThat(tables.attempts()).isEmpty();
    }

    @Test
    void what_a_replica_without_a_gateway_claims_is_skipped_with_the_reason() {
        ticket.called();
        new TicketTables(pool, ticket.id).awaitStates("your_turn PLANNED");
        Instant now = clock.instant();
        DueFallback due =
                repository
                        .find(now, now, 10_000)
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
}
