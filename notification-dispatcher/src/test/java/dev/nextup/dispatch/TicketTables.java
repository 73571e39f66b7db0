package dev.nextup.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the tables say of one ticket; in every statement {@code $1} is its id. */
public final class TicketTables {

    public static final Duration SOON = Duration.ofSeconds(20);

    private final Pool pool;
    private final UUID ticketId;

    public TicketTables(Pool pool, UUID ticketId) {
        this.pool = pool;
        this.ticketId = ticketId;
    }

    public void awaitBound() {
        await().atMost(SOON)
                .until(() -> number("SELECT count(*) FROM recipient WHERE ticket_id = $1") == 1);
    }

    /** Kinds and states of all deliveries, oldest first, are exactly these. */
    public void awaitStates(String... expected) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(states()).containsExactly(expected));
    }

    public List<String> states() {
        return texts(
                "SELECT notification_type || ' ' || state FROM delivery WHERE ticket_id = $1"
                        + " ORDER BY created_at, ticket_version");
    }

    /** Number and outcome of all attempts. */
    public List<String> attempts() {
        return texts(
                "SELECT a.attempt || ' ' || a.outcome FROM delivery_attempt a"
                        + " JOIN delivery d ON d.id = a.delivery_id WHERE d.ticket_id = $1"
                        + " ORDER BY d.created_at, a.attempt");
    }

    public List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        for (Row row : run(sql)) {
            texts.add(row.getString(0));
        }
        return texts;
    }

    public long number(String sql) {
        return run(sql).iterator().next().getNumeric(0).longValue();
    }

    public RowSet<Row> run(String sql) {
        return pool.preparedQuery(sql).execute(Tuple.of(ticketId)).await().atMost(SOON);
    }
}
