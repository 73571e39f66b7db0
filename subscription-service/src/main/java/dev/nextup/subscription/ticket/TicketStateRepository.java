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
import org.jspecify.annotations.Nullable;

/** The end of tickets, in the table {@code known_ticket} that {@code binding} locks and reads. */
@ApplicationScoped
class TicketStateRepository {

    /**
     * Ids ascending, so that two replicas cannot wait for each other. The condition sees the row as
     * it is once its lock is ours.
     */
    private static final String ADVANCE =
            "INSERT INTO known_ticket (id, organization_id, first_seen_at, version, ended_at, closed_at)"
                    + " SELECT u.id, u.organization_id, $6, u.version, u.ended_at, u.closed_at"
                    + " FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[],"
                    + " $5::timestamptz[]) AS u (id, organization_id, version, ended_at, closed_at)"
                    + " ORDER BY u.id ON CONFLICT (id) DO UPDATE SET version = excluded.version,"
                    + " ended_at = excluded.ended_at, closed_at = excluded.closed_at"
                    + " WHERE known_ticket.version < excluded.version";

    /**
     * Tickets never heard of become known; of the others those change whose version is lower.
     *
     * @param states one per ticket
     */
    Uni<Void> advance(SqlConnection connection, Collection<TicketState> states, Instant now) {
        UUID[] ids = states.stream().map(TicketState::id).toArray(UUID[]::new);
        UUID[] owners = states.stream().map(TicketState::organizationId).toArray(UUID[]::new);
        Long[] versions = states.stream().map(TicketState::version).toArray(Long[]::new);
        OffsetDateTime[] ends =
                states.stream().map(state -> utc(state.endedAt())).toArray(OffsetDateTime[]::new);
        OffsetDateTime[] closings =
                states.stream().map(state -> utc(state.closedAt())).toArray(OffsetDateTime[]::new);
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(ids, owners, versions, ends, closings, utc(now)))
                .replaceWithVoid();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
