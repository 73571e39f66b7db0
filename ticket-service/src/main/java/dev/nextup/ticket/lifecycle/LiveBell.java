package dev.nextup.ticket.lifecycle;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Tells the live views of all replicas of a change of one ticket that has no event and moves nobody
 * else; heard when, and only when, the transaction commits.
 */
final class LiveBell {

    private static final String RING =
            "SELECT pg_notify('ticket_reach_live', $1::text || ' ' || $2::text || ' ' || $3::text || ' ' || $4::text)";

    private LiveBell() {}

    static Uni<Void> ring(SqlClient client, TicketView of) {
        return client.preparedQuery(RING)
                .execute(
                        Tuple.of(
                                of.organizationId().toString(),
                                of.departmentId().toString(),
                                of.serviceId().toString(),
                                of.id().toString()))
                .replaceWithVoid();
    }
}
