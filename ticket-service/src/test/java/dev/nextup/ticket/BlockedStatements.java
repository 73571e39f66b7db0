package dev.nextup.ticket;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;

/** Statements of others that wait for a lock of the test's. */
public final class BlockedStatements {

    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE $1";

    private BlockedStatements() {}

    /** Returns when a statement that begins so waits. */
    public static void await(Pool pool, String beginning) {
        pool.preparedQuery(WAITING)
                .execute(Tuple.of(beginning + "%"))
                .map(rows -> rows.iterator().next().getLong(0))
                .repeat()
                .withDelay(Duration.ofMillis(20))
                .until(waiting -> waiting > 0)
                .collect()
                .last()
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
