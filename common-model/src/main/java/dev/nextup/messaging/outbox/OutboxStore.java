package dev.nextup.messaging.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The relay's statements. All times are the database's, so that replicas need no common clock.
 * Every method blocks the calling (relay) thread and fails with the driver's exception.
 */
final class OutboxStore {

    /** A statement of the relay touches at most one batch; longer means the database is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String ACQUIRE =
            "UPDATE outbox_relay SET holder = $1, epoch = epoch + 1,"
                    + " expires_at = now() + $2::bigint * interval '1 millisecond'"
                    + " WHERE holder = $1 OR expires_at < now()"
                    + " RETURNING epoch, batch, batch_ids";

    /**
     * Rows come and go, and their dead leave a table of many pages and few rows, of which the
     * planner then reads all and sorts: some milliseconds for each batch.
     */
    static final String BY_INDEX =
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off";

    static final String READ =
            "SELECT id, kafka_topic, record_key, record_value, record_headers,"
                    + " (extract(epoch FROM now() - created_at) * 1000)::bigint AS age_millis"
                    + " FROM outbox ORDER BY id LIMIT $1";

    private static final String CLAIM =
            "UPDATE outbox_relay SET batch = batch + 1, batch_ids = $3,"
                    + " expires_at = now() + $2::bigint * interval '1 millisecond'"
                    + " WHERE epoch = $1 RETURNING batch";

    private static final String RENEW =
            "UPDATE outbox_relay SET expires_at = now() + $2::bigint * interval '1 millisecond'"
                    + " WHERE epoch = $1 RETURNING batch";

    private static final String DELETE = "DELETE FROM outbox WHERE id = ANY ($1)";

    private static final String RELEASE =
            "UPDATE outbox_relay SET expires_at = '-infinity' WHERE epoch = $1";

    private final Pool pool;
    private final long leaseMillis;

    OutboxStore(Pool pool, Duration lease) {
        this.pool = pool;
        this.leaseMillis = lease.toMillis();
    }

    /** The lease, if it is free or already the holder's own. */
    Optional<Lease> acquire(UUID holder) {
        RowSet<Row> rows = run(ACQUIRE, Tuple.of(holder, leaseMillis));
        return stream(rows).findFirst().map(OutboxStore::toLease);
    }

    /** The oldest rows, by id. */
    List<PendingRow> oldest(int limit) {
        Uni<RowSet<Row>> rows =
                pool.withTransaction(
                        c ->
                                c.query(BY_INDEX)
                                        .execute()
                                        .chain(
                                                () ->
                                                        c.preparedQuery(READ)
                                                                .execute(Tuple.of(limit))));
        return stream(rows.await().atMost(PATIENCE)).map(OutboxStore::toPending).toList();
    }

    /**
     * Notes which rows the next Kafka transaction will carry and renews the lease.
     *
     * @return the batch's number
     * @throws LeaseLostException when another replica leads by now
     */
    long claim(Lease lease, List<PendingRow> rows) {
        Long[] ids = rows.stream().map(PendingRow::id).toArray(Long[]::new);
        return onlyBatch(run(CLAIM, Tuple.of(lease.epoch(), leaseMillis, ids)));
    }

    /**
     * Keeps an idle leader's lease.
     *
     * @throws LeaseLostException when another replica leads by now
     */
    void renew(Lease lease) {
        onlyBatch(run(RENEW, Tuple.of(lease.epoch(), leaseMillis)));
    }

    void delete(List<Long> ids) {
        run(DELETE, Tuple.of(ids.toArray(Long[]::new)));
    }

    void release(Lease lease) {
        run(RELEASE, Tuple.of(lease.epoch()));
    }

    /** Wakes the leader on whichever replica it is. */
    void notifyLeader(String channel) {
        run("SELECT pg_notify($1, '')", Tuple.of(channel));
    }

    private RowSet<Row> run(String sql, Tuple parameters) {
        Uni<RowSet<Row>> answer = pool.preparedQuery(sql).execute(parameters);
        return answer.await().atMost(PATIENCE);
    }

    private static long onlyBatch(RowSet<Row> rows) {
        return stream(rows)
                .findFirst()
                .map(row -> row.getLong("batch"))
                .orElseThrow(LeaseLostException::new);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        List<Row> list = new ArrayList<>(rows.size());
        rows.forEach(list::add);
        return list.stream();
    }

    private static Lease toLease(Row row) {
        Long[] ids = row.getArrayOfLongs("batch_ids");
        return new Lease(row.getLong("epoch"), row.getLong("batch"), Arrays.asList(ids));
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
     * Leadership as of its acquisition.
     *
     * @param epoch grows with every acquisition; statements of an older epoch change nothing
     * @param batch number of the last claimed batch
     * @param batchIds rows of that batch, published or not
     */
    record Lease(long epoch, long batch, List<Long> batchIds) {}

    /** A row waiting to be published, and for how long it has waited. */
    record PendingRow(long id, OutboxRecord record, Duration age) {}

    /** Another replica leads; this one must stop publishing. */
    static final class LeaseLostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLostException() {
            super("the outbox lease went to another replica");
        }
    }
}
