package dev.nextup.dispatch.request;

import static dev.nextup.dispatch.delivery.DeliveryRows.list;
import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import dev.nextup.dispatch.delivery.Claim;
import dev.nextup.dispatch.delivery.DeliveryRows;
import dev.nextup.dispatch.delivery.Recipient;
import dev.nextup.dispatch.message.Content;
import dev.nextup.dispatch.message.TicketPlace;
import dev.nextup.event.ticket.TicketStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables, for notifications on request. */
@Singleton
class RequestRepository {

    private static final String FIND =
            "SELECT k.status, k.branch_id, k.department_id, k.facts::text AS facts, k.push_denied, r.subscription_id, r.endpoint,"
                    + " r.p256dh, r.auth, r.key_id, r.held_until"
                    + " FROM known_ticket k LEFT JOIN recipient r ON r.ticket_id = k.id AND r.active"
                    + " AND (r.expiration_time IS NULL OR r.expiration_time > $3)"
                    + " WHERE k.id = $1 AND k.organization_id = $2 AND k.version > 0";

    private static final String INSERT =
            "INSERT INTO delivery (id, ticket_id, organization_id, notification_type, on_request,"
                    + " ticket_number, content, state, error, deadline, lease_until, attempts,"
                    + " occurred_at, created_at, finished_at)"
                    + " VALUES ($1, $2, $3, $4, true, $5, $6::text::jsonb, $7, $8, $9, $10, $11, $12, $12, $13)";

    /** Empty when no event of such a ticket of this organisation has been taken in. */
    Uni<Optional<Known>> find(SqlClient client, UUID ticketId, UUID organizationId, Instant now) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(ticketId, organizationId, utc(now)))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(toKnown(rows.iterator().next())));
    }

    /** Whoever asks for the ticket at the same time, on any replica, waits for this transaction. */
    private static final String LOCK =
            "SELECT id FROM known_ticket WHERE id = $1 FOR NO KEY UPDATE";

    private static final String NEWEST =
            "SELECT created_at FROM delivery WHERE ticket_id = $1 AND notification_type = $2"
                    + " AND on_request AND created_at > $3 ORDER BY created_at DESC LIMIT $4";

    /**
     * When the newest deliveries of this kind were asked for, newest first; the ticket is locked
     * until the transaction ends.
     */
    Uni<List<Instant>> newest(SqlConnection connection, PushOrder order, Instant since) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(order.ticketId()))
                .chain(
                        () ->
                                connection
                                        .preparedQuery(NEWEST)
                                        .execute(
                                                Tuple.of(
                                                        order.ticketId(),
                                                        DeliveryRows.code(order.type()),
                                                        utc(since),
                                                        order.perMinute())))
                .map(rows -> list(rows, row -> row.getOffsetDateTime("created_at").toInstant()));
    }

    /** Its only attempt is under way: the caller makes it now. */
    Uni<Void> insertSending(SqlConnection connection, Claim claim, Instant leaseUntil) {
        Tuple row =
                start(claim.deliveryId(), claim.ticketId(), claim.organizationId())
                        .addString(DeliveryRows.code(claim.type()))
                        .addString(claim.content().place().ticketNumber())
                        .addString(DeliveryRows.json(claim.content()))
                        .addString("SENDING")
                        .addString(null)
                        .addOffsetDateTime(utc(claim.deadline()))
                        .addOffsetDateTime(utc(leaseUntil))
                        .addInteger(claim.attempt())
                        .addOffsetDateTime(utc(claim.occurredAt()))
                        .addOffsetDateTime(null);
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /** There is no browser to send it to. */
    Uni<Void> insertSkipped(
            SqlConnection connection, UUID id, PushOrder order, Content content, String why) {
        Tuple row =
                start(id, order.ticketId(), order.organizationId())
                        .addString(DeliveryRows.code(order.type()))
                        .addString(content.place().ticketNumber())
                        .addString(null)
                        .addString("SKIPPED")
                        .addString(why)
                        .addOffsetDateTime(utc(content.at()))
                        .addOffsetDateTime(null)
                        .addInteger(0)
                        .addOffsetDateTime(utc(content.at()))
                        .addOffsetDateTime(utc(content.at()));
        return connection.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    private static Tuple start(UUID id, UUID ticketId, UUID organizationId) {
        return Tuple.tuple().addUUID(id).addUUID(ticketId).addUUID(organizationId);
    }

    private static Known toKnown(Row row) {
        UUID subscription = row.getUUID("subscription_id");
        return new Known(
                TicketStatus.valueOf(row.getString("status")),
                row.getUUID("branch_id"),
                row.getUUID("department_id"),
                DeliveryRows.fromJson(row.getString("facts"), TicketPlace.class),
                row.getBoolean("push_denied"),
                subscription == null
                        ? null
                        : new Recipient(
                                subscription,
                                row.getString("endpoint"),
                                row.getString("p256dh"),
                                row.getString("auth"),
                                row.getString("key_id")),
                DeliveryRows.instant(row, "held_until"));
    }

    /**
     * A ticket as it is known here.
     *
     * @param branchId null when its events do not say it
     * @param departmentId null as well
     * @param recipient where it can be reached, {@code null} if nowhere
     * @param heldUntil until when its push service has asked to send it nothing; null when it has
     *     not
     */
    record Known(
            TicketStatus status,
            @Nullable UUID branchId,
            @Nullable UUID departmentId,
            TicketPlace place,
            boolean pushDenied,
            @Nullable Recipient recipient,
            @Nullable Instant heldUntil) {}
}
