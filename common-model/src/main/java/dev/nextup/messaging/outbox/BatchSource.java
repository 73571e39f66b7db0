package dev.nextup.messaging.outbox;

import dev.nextup.messaging.outbox.OutboxStore.Lease;
import dev.nextup.messaging.outbox.OutboxStore.LeaseLostException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The leader's way to its rows: one statement per batch, on a connection of its own. In a pool it
 * would wait behind the requests whose events it is to publish: under load ten times as long as
 * Kafka takes.
 *
 * <p>Every method blocks the calling (relay) thread and fails with the driver's exception; the
 * source must be closed then.
 */
final class BatchSource implements AutoCloseable {

    /** A statement touches at most two batches; longer means the database is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Rows come and go, and their dead leave a table of many pages and few rows, of which the
     * planner would read all and sort: some milliseconds for each batch.
     */
    static final Map<String, String> BY_INDEX =
            Map.of("enable_seqscan", "off", "enable_bitmapscan", "off");

    /**
     * What was published goes, what is next is noted in the lease, together or not at all: else
     * rows could remain that no lease tells of, and would be published again. The statement still
     * sees the rows it deletes, hence the condition; they are older than most.
     *
     * <p>Epoch, lease in ms, published ids, the highest of them, limit. No row when the epoch is
     * over; one without an id when nothing waits.
     */
    static final String NEXT =
            "WITH published AS (DELETE FROM outbox WHERE id = ANY ($3)),"
                    + " oldest AS MATERIALIZED (SELECT id, kafka_topic, record_key, record_value, record_headers,"
                    + " (extract(epoch FROM now() - created_at) * 1000)::bigint AS age_millis"
                    + " FROM outbox WHERE id > $4 OR id <> ALL ($3) ORDER BY id LIMIT $5),"
                    + " claimed AS (UPDATE outbox_relay SET"
                    + " batch = batch + CASE WHEN EXISTS (SELECT FROM oldest) THEN 1 ELSE 0 END,"
                    + " batch_ids = ARRAY(SELECT id FROM oldest),"
                    + " expires_at = now() + $2 * interval '1 millisecond'"
                    + " WHERE epoch = $1 RETURNING batch)"
                    + " SELECT c.batch, o.* FROM claimed c LEFT JOIN oldest o ON true";

    private final PgConnection connection;
    private final PreparedStatement next;
    private final Lease lease;
    private final long leaseMillis;

    private BatchSource(
            PgConnection connection, PreparedStatement next, Lease lease, Duration length) {
        this.connection = connection;
        this.next = next;
        this.lease = lease;
        this.leaseMillis = length.toMillis();
    }

    static BatchSource open(Vertx vertx, PgConnectOptions options, Lease lease, Duration length) {
        PgConnectOptions own = new PgConnectOptions(options);
        BY_INDEX.forEach(own::addProperty);
        PgConnection connection = PgConnection.connect(vertx, own).await().atMost(PATIENCE);
        try {
            PreparedStatement next = connection.prepare(NEXT).await().atMost(PATIENCE);
            return new BatchSource(connection, next, lease, length);
        } catch (RuntimeException e) {
            connection.closeAndForget();
            throw e;
        }
    }

    /**
     * Deletes what is in Kafka, renews the lease and notes the oldest of the rest in it, to be
     * published next.
     *
     * @param published rows of the batch before, all in Kafka
     * @param limit rows at most
     * @return without rows when nothing waits
     * @throws LeaseLostException when another replica leads by now
     */
    Batch next(List<Long> published, int limit) {
        long highest = published.stream().mapToLong(id -> id).max().orElse(0);
        Tuple parameters =
                Tuple.of(
                        lease.epoch(),
                        (double) leaseMillis,
                        published.toArray(Long[]::new),
                        highest,
                        (long) limit);
        RowSet<Row> found = next.query().execute(parameters).await().atMost(PATIENCE);
        if (found.rowCount() == 0) {
            throw new LeaseLostException();
        }
        long number = 0;
        List<PendingRow> rows = new ArrayList<>(found.rowCount());
        for (Row row : found) {
            number = row.getLong("batch");
            if (row.getLong("id") != null) {
                rows.add(toPending(row));
            }
        }
        rows.sort(Comparator.comparingLong(PendingRow::id));
        return new Batch(number, rows);
    }

    @Override
    public void close() {
        connection.closeAndForget();
    }

    private static PendingRow toPending(Row row) {
        @Nullable Buffer value = row.getBuffer("record_value");
        OutboxRecord record =
                new OutboxRecord(
                        row.getString("kafka_topic"),
                        row.getString("record_key"),
                        value == null ? null : value.getBytes(),
                        headers(row));
        return new PendingRow(
                row.getLong("id"), record, Duration.ofMillis(row.getLong("age_millis")));
    }

    private static Map<String, String> headers(Row row) {
        @Nullable JsonObject headers = row.getJsonObject("record_headers");
        return headers == null
                ? Map.of()
                : headers.stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, e -> String.valueOf(e.getValue())));
    }

    /**
     * Rows that one Kafka transaction carries.
     *
     * @param number committed with it, by which a successor knows whether it was
     */
    record Batch(long number, List<PendingRow> rows) {

        List<OutboxRecord> records() {
            return rows.stream().map(PendingRow::record).toList();
        }

        List<Long> ids() {
            return rows.stream().map(PendingRow::id).toList();
        }
    }

    /** A row waiting to be published, and for how long it has waited. */
    record PendingRow(long id, OutboxRecord record, Duration age) {}
}
