package dev.nextup.ticket.queue;

import dev.nextup.http.Caller;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.idempotency.IdempotencyKeys;
import dev.nextup.ticket.idempotency.IdempotentCall;
import dev.nextup.ticket.lifecycle.TicketArchive;
import dev.nextup.ticket.lifecycle.TicketChanges;
import dev.nextup.ticket.lifecycle.TicketResets;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Emptying a queue, and clearing away what has ended. */
@ApplicationScoped
class QueueResets {

    private static final String AUDIT =
            "INSERT INTO management_audit (organization_id, actor, action, target_id, after)"
                    + " VALUES ($1, $2, $3, $4, $5)";

    /** Live views hear of it as of a change of the services: an archiving has no event. */
    private static final String TELL =
            "SELECT pg_notify('ticket_service_live', s.organization_id || ' ' || s.department_id || ' ' || s.id)"
                    + " FROM service s WHERE s.id = $1 OR s.department_id = $1";

    private final QueueRepository queues;
    private final TicketChanges tickets;
    private final TicketResets resets;
    private final TicketArchive archive;
    private final IdempotencyKeys idempotency;
    private final Pool pool;

    QueueResets(
            QueueRepository queues,
            TicketChanges tickets,
            TicketResets resets,
            TicketArchive archive,
            IdempotencyKeys idempotency,
            Pool pool) {
        this.queues = queues;
        this.tickets = tickets;
        this.resets = resets;
        this.archive = archive;
        this.idempotency = idempotency;
        this.pool = pool;
    }

    /**
     * Cancels who waits, was called or is held, and opens a new series where numbers were issued;
     * one transaction, under which nobody takes a ticket or is called.
     *
     * @param cleanup whether all that has ended is archived too
     */
    Uni<ResetView> reset(
            UUID queueId, boolean cleanup, Caller.Staff staff, Optional<IdempotentCall> once) {
        return tickets.transaction(
                        connection ->
                                idempotency.once(
                                        connection,
                                        once,
                                        ResetView.class,
                                        () ->
                                                resetNow(connection, queueId, cleanup, staff)
                                                        .map(Optional::of)))
                .map(Optional::orElseThrow);
    }

    /** Archives what ended over 24 hours ago. */
    Uni<CleanupView> cleanup(UUID queueId, Caller.Staff staff) {
        return services(pool, queueId, staff)
                .chain(services -> archive.old(pool, services))
                .call(
                        archived ->
                                told(
                                        pool,
                                        "queue-cleaned-up",
                                        queueId,
                                        staff,
                                        new JsonObject().put("archived", archived),
                                        archived > 0))
                .map(CleanupView::new);
    }

    private Uni<ResetView> resetNow(
            SqlConnection connection, UUID queueId, boolean cleanup, Caller.Staff staff) {
        return services(connection, queueId, staff)
                .chain(services -> resetServices(connection, services, cleanup, staff))
                .call(
                        result ->
                                told(
                                        connection,
                                        "queue-reset",
                                        queueId,
                                        staff,
                                        result.forAudit(cleanup),
                                        result.changedAnything()))
                .map(result -> new ResetView(result.done().cancelled(), result.archived()));
    }

    private Uni<Result> resetServices(
            SqlConnection connection, UUID[] services, boolean cleanup, Caller.Staff staff) {
        return resets.reset(connection, services, staff)
                .chain(
                        done ->
                                (cleanup
                                                ? archive.all(connection, services)
                                                : Uni.createFrom().item(0))
                                        .map(archived -> new Result(done, archived)));
    }

    private Uni<UUID[]> services(SqlClient client, UUID queueId, Caller.Staff staff) {
        return queues.find(client, queueId, staff.organizationId())
                .map(
                        scope ->
                                scope.orElseThrow(
                                                () ->
                                                        new RejectedException(
                                                                QueueRejection.UNKNOWN_QUEUE))
                                        .serviceIds());
    }

    /** In the transaction of what it tells; nothing that changed nothing. */
    private static Uni<Void> told(
            SqlClient client,
            String action,
            UUID queueId,
            Caller.Staff staff,
            JsonObject after,
            boolean changed) {
        Tuple row = Tuple.of(staff.organizationId(), staff.key(), action, queueId, after);
        return changed
                ? client.preparedQuery(AUDIT)
                        .execute(row)
                        .chain(() -> client.preparedQuery(TELL).execute(Tuple.of(queueId)))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private record Result(TicketResets.Done done, int archived) {

        boolean changedAnything() {
            return done.cancelled() + done.seriesOpened() + archived > 0;
        }

        JsonObject forAudit(boolean cleanup) {
            return new JsonObject()
                    .put("cleanup", cleanup)
                    .put("cancelled", done.cancelled())
                    .put("archived", archived)
                    .put("seriesOpened", done.seriesOpened());
        }
    }

    /** What a reset did. */
    record ResetView(int cancelled, int archived) {}

    /** What a cleanup did. */
    record CleanupView(int archived) {}
}
