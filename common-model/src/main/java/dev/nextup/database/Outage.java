package dev.nextup.database;

import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells an absent database, which passes, from a mistake of ours, which does not. */
public final class Outage {

    /**
     * SQLSTATE classes: connection exception, transaction rollback (deadlock), insufficient
     * resources, operator intervention.
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private static final Set<String> ROLLBACK = Set.of("40");

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

    /**
     * Whether the database took the whole transaction back because of others (SQLSTATE class 40: a
     * deadlock, a serialisation failure): nothing of it was done, the same may be tried at once.
     */
    public static boolean rolledBack(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            if (e instanceof DatabaseException database && hasState(database, ROLLBACK)) {
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
                || (e instanceof DatabaseException database && hasState(database, PASSING));
    }

    private static boolean hasState(DatabaseException e, Set<String> classes) {
        String sqlState = e.getSqlState();
        return sqlState != null
                && sqlState.length() == 5
                && classes.contains(sqlState.substring(0, 2));
    }
}
