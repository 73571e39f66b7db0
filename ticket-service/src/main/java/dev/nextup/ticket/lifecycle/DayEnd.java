package dev.nextup.ticket.lifecycle;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The end of the service day. Nobody's timer goes off at midnight: every replica looks now and then
 * for tickets of a day that is over, by what is stored, so an end that was slept through is made up
 * for, however long ago it was. Each service's are ended in short transactions under its lock; of
 * two replicas the second finds nothing left.
 */
@ApplicationScoped
class DayEnd {

    private static final Logger LOG = Logger.getLogger(DayEnd.class);

    /** One probe of the index of open tickets per service. */
    private static final String OLDEST_DAYS =
            "SELECT s.id, b.time_zone, b.day_starts_at, oldest.service_day FROM service s"
                    + " JOIN department d ON d.id = s.department_id JOIN branch b ON b.id = d.branch_id"
                    + " CROSS JOIN LATERAL (SELECT t.service_day FROM ticket t WHERE t.service_id = s.id"
                    + "   AND t.status IN ("
                    + TicketCommand.DAY_END.fromSql()
                    + ") ORDER BY t.service_day LIMIT 1) oldest ORDER BY s.id";

    private static final String LOCK_SERVICE =
            "SELECT s.id FROM service s WHERE s.id = $1 FOR NO KEY UPDATE";

    private final TicketChanges changes;
    private final OverdueTickets overdue;
    private final Pool pool;
    private final Clock clock;

    DayEnd(TicketChanges changes, OverdueTickets overdue, Pool pool, Clock clock) {
        this.changes = changes;
        this.overdue = overdue;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Ends all tickets of days that are over. A service that fails is left to the next sweep and
     * holds up no other.
     *
     * @return how many were ended
     */
    @Scheduled(
            every = "15s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return endOverdue().replaceWithVoid();
    }

    Uni<Integer> endOverdue() {
        return pool.query(OLDEST_DAYS)
                .execute()
                .map(this::withOldDays)
                .chain(
                        services ->
                                Multi.createFrom()
                                        .iterable(services)
                                        .onItem()
                                        .transformToUniAndConcatenate(this::endIn)
                                        .collect()
                                        .with(java.util.stream.Collectors.summingInt(n -> n)));
    }

    private List<UUID> withOldDays(RowSet<Row> rows) {
        List<UUID> services = new ArrayList<>();
        for (Row row : rows) {
            ZoneId zone = ZoneId.of(row.getString("time_zone"));
            ServiceDay today =
                    ServiceDay.at(clock.instant(), zone, row.getLocalTime("day_starts_at"));
            if (row.getLocalDate("service_day").isBefore(today.date())) {
                services.add(row.getUUID("id"));
            }
        }
        return services;
    }

    private Uni<Integer> endIn(UUID service) {
        return endBatches(service, 0)
                .invoke(
                        ended ->
                                LOG.infof(
                                        "service day over: serviceId=%s ended=%d", service, ended))
                .onFailure()
                .recoverWithItem(
                        failure -> {
                            LOG.warnf(
                                    "the end of a service day is tried again: serviceId=%s (%s)",
                                    service, failure.getClass().getSimpleName());
                            return 0;
                        });
    }

    private Uni<Integer> endBatches(UUID service, int before) {
        return changes.transaction(connection -> endBatch(connection, service))
                .chain(
                        ended ->
                                ended < OverdueTickets.BATCH
                                        ? Uni.createFrom().item(before + ended)
                                        : endBatches(service, before + ended));
    }

    private Uni<Integer> endBatch(SqlConnection connection, UUID service) {
        return connection
                .preparedQuery(LOCK_SERVICE)
                .execute(Tuple.of(service))
                .chain(() -> overdue.end(connection, new UUID[] {service}));
    }
}
