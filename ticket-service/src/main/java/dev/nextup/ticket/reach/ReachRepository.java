package dev.nextup.ticket.reach;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code ticket_reach}, one row per ticket that was ever told something. */
@ApplicationScoped
class ReachRepository {

    /** {@link Reach#or}, in SQL. */
    private static final String KEEP =
            "INSERT INTO ticket_reach AS r (ticket_id, delivery_id, planned_at, notification_type, channel, state,"
                    + " reason, reached_state_at) SELECT u.ticket, u.delivery, u.planned, u.type, u.channel, u.state,"
                    + " u.reason, u.at FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::text[],"
                    + " $6::text[], $7::text[], $8::text[], $9::timestamptz[])"
                    + " AS u (ticket, organization, delivery, planned, type, channel, state, reason, at)"
                    + " JOIN ticket t ON t.id = u.ticket AND t.organization_id = u.organization ORDER BY u.ticket"
                    + " ON CONFLICT ON CONSTRAINT pk_ticket_reach DO UPDATE SET delivery_id = excluded.delivery_id,"
                    + " planned_at = excluded.planned_at, notification_type = excluded.notification_type,"
                    + " channel = excluded.channel, state = excluded.state, reason = excluded.reason,"
                    + " reached_state_at = excluded.reached_state_at"
                    + " WHERE (excluded.planned_at, excluded.delivery_id) > (r.planned_at, r.delivery_id)"
                    + " OR (excluded.delivery_id = r.delivery_id AND CASE WHEN excluded.channel = r.channel"
                    + " AND excluded.state IN ('FAILED', 'SENT') AND r.state IN ('FAILED', 'SENT')"
                    + " THEN excluded.reached_state_at > r.reached_state_at ELSE "
                    + rank("excluded")
                    + " > "
                    + rank("r")
                    + " END) RETURNING r.ticket_id";

    private static final String SEE =
            "UPDATE ticket_reach r SET seen_at = least(r.seen_at, u.at) FROM unnest($1::uuid[], $2::timestamptz[])"
                    + " AS u (ticket, at) WHERE r.ticket_id = u.ticket AND r.seen_at IS DISTINCT FROM least(r.seen_at, u.at)";

    /** In the transaction of the change, so that every replica's open streams hear of it. */
    private static final String TELL =
            "SELECT pg_notify('ticket_reach_live', t.organization_id || ' ' || s.department_id || ' ' || s.id || ' ' || t.id)"
                    + " FROM ticket t JOIN service s ON s.id = t.service_id WHERE t.id = ANY ($1)";

    private static String rank(String row) {
        return "array_position(ARRAY['FAILED', 'SENT', 'SHOWN', 'CLICKED'], " + row + ".state)";
    }

    /**
     * Ignores tickets that are not known here, or not of that organisation.
     *
     * @param newest per ticket
     * @return the tickets whose reach is another one now
     */
    Uni<List<UUID>> keep(SqlConnection connection, SortedMap<UUID, Reach> newest) {
        Collection<Reach> all = newest.values();
        Tuple rows =
                Tuple.tuple()
                        .addArrayOfUUID(newest.keySet().toArray(UUID[]::new))
                        .addArrayOfUUID(ids(all, Reach::organizationId))
                        .addArrayOfUUID(ids(all, Reach::deliveryId))
                        .addArrayOfOffsetDateTime(times(all, Reach::plannedAt))
                        .addArrayOfString(names(all, Reach::type))
                        .addArrayOfString(names(all, Reach::channel))
                        .addArrayOfString(names(all, Reach::state))
                        .addArrayOfString(names(all, Reach::reason))
                        .addArrayOfOffsetDateTime(times(all, Reach::at));
        return connection
                .preparedQuery(KEEP)
                .execute(rows)
                .map(
                        kept -> {
                            List<UUID> changed = new ArrayList<>();
                            for (Row row : kept) {
                                changed.add(row.getUUID(0));
                            }
                            return changed;
                        });
    }

    /**
     * @param first when each ticket's holder has seen something; the earliest stays
     */
    Uni<Void> see(SqlConnection connection, SortedMap<UUID, Instant> first) {
        Tuple rows =
                Tuple.tuple()
                        .addArrayOfUUID(first.keySet().toArray(UUID[]::new))
                        .addArrayOfOffsetDateTime(times(first.values(), Function.identity()));
        return connection.preparedQuery(SEE).execute(rows).replaceWithVoid();
    }

    Uni<Void> tell(SqlConnection connection, List<UUID> tickets) {
        return connection
                .preparedQuery(TELL)
                .execute(Tuple.of(tickets.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static UUID[] ids(Collection<Reach> all, Function<Reach, UUID> of) {
        return all.stream().map(of).toArray(UUID[]::new);
    }

    private static <T> OffsetDateTime[] times(Collection<T> all, Function<T, Instant> of) {
        return all.stream()
                .map(each -> of.apply(each).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    /** Nulls stay null. */
    private static String[] names(Collection<Reach> all, Function<Reach, @Nullable Enum<?>> of) {
        return all.stream()
                .map(
                        reach -> {
                            Enum<?> value = of.apply(reach);
                            return value == null ? null : value.name();
                        })
                .toArray(String[]::new);
    }
}
