package dev.nextup.messaging.inbox;

import dev.nextup.event.EventTypes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** What a service does with the records of one topic. */
public interface Intake<T> {

    /** The events it understands; any other is dead-lettered as {@code unknown-type}. */
    EventTypes<T> types();

    /** Whether a null value erases its key, as on a compacted topic, or is a mistake. */
    default boolean erasable() {
        return false;
    }

    /**
     * Takes effect on the given connection, within its transaction, and nowhere else: it may be
     * rolled back and called again.
     *
     * @param arrivals at least one, none consumed before; of one key in the order in which they
     *     were published
     * @return what to do after the commit, on any thread, without blocking
     */
    Uni<Runnable> apply(SqlConnection connection, List<Arrival<T>> arrivals);
}
