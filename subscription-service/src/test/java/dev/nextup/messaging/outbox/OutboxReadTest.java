package dev.nextup.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** After a burst: many pages of rows that are gone, and a few that wait. */
@QuarkusTest
class OutboxReadTest {

    private static final List<String> BURST =
            List.of(
                    "INSERT INTO outbox (kafka_topic, record_key, record_value)"
                            + " SELECT 'none', n::text, decode(repeat('ab', 800), 'hex')"
                            + " FROM generate_series(1, 5000) n",
                    "DELETE FROM outbox WHERE kafka_topic = 'none' AND length(record_key) > 1",
                    "ANALYZE outbox");

    @Inject Pool pool;

    @Test
    void the_oldest_are_read_in_the_order_of_the_index_and_not_sorted() {
        assertThat(plan())
                .contains("Index Scan using pk_outbox")
                .doesNotContain("Sort", "Seq Scan on outbox ", "Bitmap");
    }

    /** As PostgreSQL really executed it, rolled back. */
    private String plan() {
        return pool.withConnection(c -> c.begin().chain(tx -> explained(c).call(tx::rollback)))
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private static Uni<String> explained(SqlConnection connection) {
        Uni<?> ready = Uni.createFrom().voidItem();
        for (String sql : BURST) {
            ready = ready.chain(() -> run(connection, sql));
        }
        for (Map.Entry<String, String> setting : BatchSource.BY_INDEX.entrySet()) {
            String set = "SET LOCAL " + setting.getKey() + " = " + setting.getValue();
            ready = ready.chain(() -> run(connection, set));
        }
        return ready.chain(() -> run(connection, "PREPARE next AS " + BatchSource.NEXT))
                .chain(
                        () ->
                                run(
                                        connection,
                                        "EXPLAIN ANALYZE EXECUTE next (1, 3000, '{1}', 1, 500)"))
                .call(() -> run(connection, "DEALLOCATE next"))
                .map(
                        rows ->
                                StreamSupport.stream(rows.spliterator(), false)
                                        .map(row -> row.getString(0))
                                        .collect(Collectors.joining("\n")));
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute();
    }
}
