package dev.nextup.messaging.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The statements of a relay that leads, begins to or stops to; what a leader does over and over is
 * {@link BatchSource}'s. All times are the database's, so that replicas need no common clock. Every
 * method blocks the calling (relay) thread and fails with the driver's exception.
 */
final class OutboxStore {

    /** A statement of the relay touches at most one batch; longer means the database is gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String ACQUIRE =
            "UPDATE outbox_relay SET holder = $1, epoch = epoch + 1,"
                    + " expires_at = now() + $2::bigint * interval '1 millisecond'"
                    + " WHERE holder = $1 OR expires_at < now()"
                    + " RETURNING epoch, batch, batch_ids";

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
        return rows.rowCount() == 0
                ? Optional.empty()
                : Optional.of(toLease(rows.iterator().next()));
    }

    /** Rows whose records are in Kafka. */
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

    private static Lease toLease(Row row) {
        Long[] ids = row.getArrayOfLongs("batch_ids");
        return new Lease(row.getLong("epoch"), row.getLong("batch"), Arrays.asList(ids));
    }

    /**
     * Leadership as of its acquisition.
     *
     * @param epoch grows with every acquisition; statements of an older epoch change nothing
     * @param batch number of the last claimed batch
     * @param batchIds rows of that batch, published or not
     */
    record Lease(long epoch, long batch, List<Long> batchIds) {}

    /** Another replica leads; this one must stop publishing. */
    static final class LeaseLostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLostException() {
            super("the outbox lease went to another replica");
        }
    }
}
