package dev.nextup.database;

import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells an absent database, which passes, from a mistake of ours, which does not. */
public final class Outage {

    /**
     * SQLSTATE classes: connection exception, transaction rollback (deadlock), insufficient
     * resources, operator intervention.
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private Outage() {}

    /** Whether the same work may well succeed a little later. */
    public static boolean explains(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (isPassing(e)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassing(Throwable e) {
        return e instanceof ClosedConnectionException
                || e instanceof SocketException
                || e instanceof ClosedChannelException
                || e instanceof TimeoutException
                || (e instanceof DatabaseException database
                        && hasPassingState(database.getSqlState()));
    }

    private static boolean hasPassingState(@Nullable String sqlState) {
        return sqlState != null
                && sqlState.length() == 5
                && PASSING.contains(sqlState.substring(0, 2));
    }
}
