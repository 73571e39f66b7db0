package dev.nextup.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.TicketTables;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a replica of the version before plans while this one runs already: it names no push service,
 * and nobody would ever claim it (V70).
 */
@QuarkusTest
class OlderReplicaTest {

    private static final String BIND =
            "INSERT INTO recipient (ticket_id, subscription_id, endpoint, p256dh, auth, key_id, active, bound_at)"
                    + " VALUES ($1, $1, 'https://older.push.example/x', 'p', 'a', 'k', true, now())";

    private static final String PLAN =
            "INSERT INTO delivery (id, ticket_id, organization_id, notification_type, on_request, ticket_version,"
                    + " ticket_number, content, state, deadline, next_attempt_at, occurred_at, created_at)"
                    + " VALUES ($1, $1, $1, 'your_turn', false, 1, 'A', '{}', 'PLANNED', '2100-01-01',"
                    + " '2100-01-01', now(), now())";

    private static final String PUSH_SERVICE =
            "SELECT coalesce(push_service, 'none') FROM delivery WHERE ticket_id = $1";

    @Inject Pool pool;
    private TicketTables tables;

    @BeforeEach
    void aKnownTicket() {
        tables = new TicketTables(pool, UUID.randomUUID());
        tables.run(
                "INSERT INTO known_ticket (id, organization_id, first_seen_at) VALUES ($1, $1, now())");
    }

    @AfterEach
    void forgetIt() {
        tables.run("DELETE FROM known_ticket WHERE id = $1");
    }

    @Test
    void it_is_claimed_at_the_push_service_of_the_tickets_browser() {
        tables.run(BIND);

        tables.run(PLAN);

        assertThat(tables.texts(PUSH_SERVICE)).containsExactly("https://older.push.example");
    }

    @Test
    void it_is_claimed_nowhere_until_there_is_a_browser() {
        tables.run(PLAN);
        assertThat(tables.texts(PUSH_SERVICE)).containsExactly("none");

        tables.run(BIND);

        assertThat(tables.texts(PUSH_SERVICE)).containsExactly("https://older.push.example");
    }
}
