package dev.nextup.subscription.ticket;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The end of tickets, in the table {@code known_ticket} that {@code binding} locks and reads. */
@ApplicationScoped
class TicketStateRepository {

    /**
     * Ids ascending, so that two replicas cannot wait for each other. The condition sees the row as
     * it is once its lock is ours.
     */
    private static final String ADVANCE =
            "INSERT INTO known_ticket (id, organization_id, first_seen_at, version, ended_at, closed_at,"
                    + " branch_id, department_id)"
                    + " SELECT u.id, u.organization_id, $6, u.version, u.ended_at, u.closed_at,"
                    + " u.branch_id, u.department_id"
                    + " FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[],"
                    + " $5::timestamptz[], $7::uuid[], $8::uuid[])"
                    + " AS u (id, organization_id, version, ended_at, closed_at, branch_id, department_id)"
                    + " ORDER BY u.id ON CONFLICT (id) DO UPDATE SET version = excluded.version,"
                    + " ended_at = excluded.ended_at, closed_at = excluded.closed_at,"
                    + " branch_id = excluded.branch_id, department_id = excluded.department_id"
                    + " WHERE known_ticket.version < excluded.version";

    /**
     * Tickets never heard of become known; of the others those change whose version is lower.
     *
     * @param states one per ticket
     */
    Uni<Void> advance(SqlConnection connection, Collection<TicketState> states, Instant now) {
        Tuple columns =
                Tuple.tuple()
                        .addArrayOfUUID(uuids(states, TicketState::id))
                        .addArrayOfUUID(uuids(states, TicketState::organizationId))
                        .addArrayOfLong(
                                states.stream().map(TicketState::version).toArray(Long[]::new))
                        .addArrayOfOffsetDateTime(times(states, TicketState::endedAt))
                        .addArrayOfOffsetDateTime(times(states, TicketState::closedAt))
                        .addOffsetDateTime(utc(now))
                        .addArrayOfUUID(uuids(states, TicketState::branchId))
                        .addArrayOfUUID(uuids(states, TicketState::departmentId));
        return connection.preparedQuery(ADVANCE).execute(columns).replaceWithVoid();
    }

    private static UUID[] uuids(
            Collection<TicketState> states, Function<TicketState, @Nullable UUID> value) {
        return states.stream().map(value).toArray(UUID[]::new);
    }

    private static OffsetDateTime[] times(
            Collection<TicketState> states, Function<TicketState, @Nullable Instant> value) {
        return states.stream().map(s -> utc(value.apply(s))).toArray(OffsetDateTime[]::new);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
