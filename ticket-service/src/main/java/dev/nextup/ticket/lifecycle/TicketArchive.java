package dev.nextup.ticket.lifecycle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Takes ended tickets out of every list. They keep their rows: the holder's page, history, numbers
 * and the capacity of the day go on as they are. A ticket that is brought back leaves the archive.
 */
@ApplicationScoped
public class TicketArchive {

    private static final Duration OLD = Duration.ofHours(24);

    /** Rows per transaction; what is left is taken by the next. */
    private static final int BATCH = 5_000;

    static final String ENDED = "('COMPLETED', 'CANCELLED', 'EXPIRED')";

    /** Of the last transition; tickets older than the history have none. */
    static final String ENDED_AT =
            "coalesce((SELECT h.happened_at FROM ticket_transition h WHERE h.ticket_id = t.id"
                    + " AND h.version = t.version), t.completed_at, t.created_at)";

    private static final String ARCHIVE_ALL =
            "UPDATE ticket t SET archived_at = $2 WHERE t.service_id = ANY ($1) AND t.archived_at IS NULL"
                    + " AND t.status IN "
                    + ENDED;

    /** What ended before was created before: that is what the index knows. */
    private static final String ARCHIVE_OLD =
            "WITH old AS (SELECT t.id FROM ticket t WHERE t.service_id = ANY ($1) AND t.archived_at IS NULL"
                    + " AND t.status IN "
                    + ENDED
                    + " AND t.created_at < $3 AND "
                    + ENDED_AT
                    + " < $3 LIMIT $4 FOR UPDATE SKIP LOCKED)"
                    + " UPDATE ticket t SET archived_at = $2 FROM old WHERE t.id = old.id";

    private final Clock clock;

    TicketArchive(Clock clock) {
        this.clock = clock;
    }

    /**
     * Archives all that have ended.
     *
     * @return how many
     */
    public Uni<Integer> all(SqlClient client, UUID[] services) {
        return client.preparedQuery(ARCHIVE_ALL)
                .execute(Tuple.of(services, TicketRepository.utc(clock.instant())))
                .map(rows -> rows.rowCount());
    }

    /**
     * Archives what ended over 24 hours ago, in short statements until nothing is left.
     *
     * @param client not in a transaction: each statement is one
     * @return how many
     */
    public Uni<Integer> old(SqlClient client, UUID[] services) {
        Instant now = clock.instant();
        Tuple parameters =
                Tuple.of(
                        services,
                        TicketRepository.utc(now),
                        TicketRepository.utc(now.minus(OLD)),
                        (long) BATCH);
        return batches(client, parameters, 0);
    }

    private static Uni<Integer> batches(SqlClient client, Tuple parameters, int before) {
        return client.preparedQuery(ARCHIVE_OLD)
                .execute(parameters)
                .map(rows -> rows.rowCount())
                .chain(
                        archived ->
                                archived < BATCH
                                        ? Uni.createFrom().item(before + archived)
                                        : batches(client, parameters, before + archived));
    }
}
