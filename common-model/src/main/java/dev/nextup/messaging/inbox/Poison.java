package dev.nextup.messaging.inbox;

import dev.nextup.database.Outage;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Tells what a record is to blame for from what would hit any other record as well. */
final class Poison {

    private Poison() {}

    /**
     * Whether the same record would fail again however often it is tried: the database refuses its
     * data, or our code trips over it. Everything else (an outage, a closed pool, a schema that is
     * too old, a missing right) is no record's fault.
     */
    static boolean isToBlame(Throwable error) {
        if (Outage.explains(error)) {
            return false;
        }
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof DatabaseException database) {
                return refusesData(database.getSqlState());
            }
            if (e instanceof VertxException || e instanceof KafkaException) {
                return false;
            }
        }
        return error instanceof RuntimeException;
    }

    /** Class names and SQLSTATE only: a driver's message may quote what it was given. */
    static String describe(Throwable error) {
        String name = error.getClass().getSimpleName();
        return error instanceof DatabaseException database
                ? name + " " + database.getSqlState()
                : name;
    }

    /** SQLSTATE classes: data exception, integrity constraint violation. */
    private static boolean refusesData(@Nullable String sqlState) {
        return sqlState != null && (sqlState.startsWith("22") || sqlState.startsWith("23"));
    }
}
