package dev.nextup.ticket.lifecycle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** At how many ahead holders want to be told, in the table {@code ticket_notify_ahead}. */
@ApplicationScoped
class NotifyAheadRepository {

    private static final String WISHES = " FROM unnest($1::uuid[], $2::int[]) AS u (id, ahead)";

    /** Most changes of preferences are about something else: then no line waits for them. */
    private static final String LOCK_LINES =
            "SELECT s.id FROM service s WHERE s.id IN (SELECT t.service_id"
                    + WISHES
                    + " JOIN ticket t ON t.id = u.id LEFT JOIN ticket_notify_ahead p ON p.ticket_id = t.id"
                    + " WHERE t.status = 'WAITING' AND p.notify_ahead IS DISTINCT FROM u.ahead)"
                    + " ORDER BY s.id FOR NO KEY UPDATE";

    private static final String KEEP =
            "INSERT INTO ticket_notify_ahead AS p (ticket_id, notify_ahead) SELECT u.id, u.ahead"
                    + WISHES
                    + " JOIN ticket t ON t.id = u.id WHERE u.ahead IS NOT NULL ORDER BY u.id"
                    + " ON CONFLICT ON CONSTRAINT pk_ticket_notify_ahead DO UPDATE"
                    + " SET notify_ahead = excluded.notify_ahead"
                    + " WHERE p.notify_ahead <> excluded.notify_ahead";

    private static final String ERASE =
            "DELETE FROM ticket_notify_ahead p USING (SELECT u.id"
                    + WISHES
                    + " WHERE u.ahead IS NULL) gone WHERE p.ticket_id = gone.id";

    /**
     * Locks the services where somebody waits whose wish changes, in id order, as every change of a
     * line does.
     *
     * @param wishes by ticket; null for none of their own
     */
    Uni<UUID[]> lockLines(SqlConnection connection, SortedMap<UUID, @Nullable Integer> wishes) {
        return connection
                .preparedQuery(LOCK_LINES)
                .execute(parameters(wishes))
                .map(
                        rows -> {
                            List<UUID> services = new ArrayList<>();
                            for (Row row : rows) {
                                services.add(row.getUUID(0));
                            }
                            return services.toArray(UUID[]::new);
                        });
    }

    /** What is null is erased; what is of no ticket is ignored. */
    Uni<Void> store(SqlConnection connection, SortedMap<UUID, @Nullable Integer> wishes) {
        return connection
                .preparedQuery(ERASE)
                .execute(parameters(wishes))
                .chain(() -> connection.preparedQuery(KEEP).execute(parameters(wishes)))
                .replaceWithVoid();
    }

    private static Tuple parameters(SortedMap<UUID, @Nullable Integer> wishes) {
        return Tuple.of(
                wishes.keySet().toArray(UUID[]::new), wishes.values().toArray(Integer[]::new));
    }
}
