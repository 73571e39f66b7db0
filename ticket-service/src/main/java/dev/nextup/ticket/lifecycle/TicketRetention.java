package dev.nextup.ticket.lifecycle;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Deletes tickets, with their history, some time after they ended. In short transactions; what
 * another replica is deleting is passed over.
 */
@ApplicationScoped
class TicketRetention {

    private static final Logger LOG = Logger.getLogger(TicketRetention.class);
    private static final int BATCH = 1_000;

    /** The token of a ticket is good until a day after its service day, and opens its page. */
    private static final Duration LEAST = Duration.ofDays(2);

    private static final String DELETE =
            "WITH gone AS (SELECT t.id FROM ticket t WHERE t.service_id = ANY (ARRAY(SELECT s.id FROM service s))"
                    + " AND t.service_day < $1 AND t.status IN "
                    + TicketArchive.ENDED
                    + " AND "
                    + TicketArchive.ENDED_AT
                    + " < $2 LIMIT $3 FOR UPDATE SKIP LOCKED),"
                    + " history AS (DELETE FROM ticket_transition h USING gone WHERE h.ticket_id = gone.id)"
                    + " DELETE FROM ticket t USING gone WHERE t.id = gone.id";

    private final Pool pool;
    private final Clock clock;
    private final Duration retention;

    TicketRetention(Pool pool, Clock clock, RetentionConfig config) {
        if (config.retention().compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("NEXTUP_TICKET_RETENTION must be two days or more");
        }
        this.pool = pool;
        this.clock = clock;
        this.retention = config.retention();
    }

    @Scheduled(every = "1h", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> run() {
        return deleteOld()
                .invoke(
                        deleted -> {
                            if (deleted > 0) {
                                LOG.infof("tickets are past their retention: deleted=%d", deleted);
                            }
                        })
                .replaceWithVoid();
    }

    /**
     * @return how many tickets are gone
     */
    Uni<Integer> deleteOld() {
        Instant before = clock.instant().minus(retention);
        // No time zone is so far that a ticket which ended before belongs to a later day.
        LocalDate day = LocalDate.ofInstant(before, ZoneOffset.UTC).plusDays(2);
        return batches(Tuple.of(day, TicketRepository.utc(before), (long) BATCH), 0);
    }

    private Uni<Integer> batches(Tuple parameters, int before) {
        return pool.preparedQuery(DELETE)
                .execute(parameters)
                .map(rows -> rows.rowCount())
                .chain(
                        deleted ->
                                deleted < BATCH
                                        ? Uni.createFrom().item(before + deleted)
                                        : batches(parameters, before + deleted));
    }
}
