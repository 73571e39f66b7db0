package dev.nextup.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where counting takes long it is done seldom. */
@QuarkusTest
class OpenDeliveriesTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MANY = 1_000;

    @Inject Pool pool;

    private final UUID organization = UUID.randomUUID();
    private final SlowClock clock = new SlowClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void forgetThem() {
        run("DELETE FROM known_ticket WHERE organization_id = $1");
    }

    @Test
    void a_count_that_took_a_second_is_not_repeated_for_a_minute_and_a_half() {
        OpenDeliveries open = new OpenDeliveries(pool, clock, registry);
        open.sample().await().atMost(SOON);
        double before = planned();
        planMany();

        clock.pass(Duration.ofSeconds(80));
        open.sample().await().atMost(SOON);
        assertThat(planned()).isEqualTo(before);

        clock.pass(Duration.ofSeconds(20));
        open.sample().await().atMost(SOON);
        assertThat(planned()).isGreaterThan(before + MANY / 2.0);
    }

    private double planned() {
        return registry.get("nextup.delivery.open").tag("state", "planned").gauge().value();
    }

    private void planMany() {
        run(
                "WITH ticket AS (INSERT INTO known_ticket (id, organization_id, first_seen_at)"
                        + " SELECT gen_random_uuid(), $1, now() FROM generate_series(1, "
                        + MANY
                        + ") RETURNING id) INSERT INTO delivery (id, ticket_id, organization_id,"
                        + " notification_type, on_request, ticket_version, ticket_number, content,"
                        + " state, deadline, occurred_at, created_at)"
                        + " SELECT id, id, $1, 'ticket_created', false, 1, 'A', '{}', 'PLANNED',"
                        + " '2100-01-01', now(), now() FROM ticket");
    }

    private void run(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(organization)).await().atMost(SOON);
    }

    /** A second later at each look, so that whatever is timed by it takes a second. */
    private static final class SlowClock extends Clock {

        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
