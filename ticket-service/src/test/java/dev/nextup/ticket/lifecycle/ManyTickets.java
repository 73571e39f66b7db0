package dev.nextup.ticket.lifecycle;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** Tickets that nobody took, for tests that need more of them than a test can take. */
public final class ManyTickets {

    /** A series that no reset ever reaches. */
    private static final int SERIES = 900_000;

    private static final String INSERT =
            "INSERT INTO ticket (id, organization_id, service_id, issuing_service_id, service_day, series,"
                    + " number_in_series, number, status, created_at, completed_at, version)"
                    + " SELECT gen_random_uuid(), s.organization_id, s.id, s.id, $2, "
                    + SERIES
                    + ", n, s.prefix || '-' || n, $3, $5, CASE WHEN $3 = 'COMPLETED' THEN $5 END, 1"
                    + " FROM service s, generate_series($6::integer, $6::integer + $4::integer - 1) n WHERE s.id = $1";

    private static final String DELETE =
            "WITH gone AS (SELECT id FROM ticket WHERE service_id = $1 AND series = "
                    + SERIES
                    + "), history AS (DELETE FROM ticket_transition h USING gone WHERE h.ticket_id = gone.id)"
                    + " DELETE FROM ticket t USING gone WHERE t.id = gone.id";

    private final Pool pool;
    private final UUID service;

    public ManyTickets(Pool pool, String service) {
        this.pool = pool;
        this.service = UUID.fromString(service);
    }

    public void add(int count, String status, LocalDate day) {
        addFrom(1, count, status, day);
    }

    public void addFrom(int number, int count, String status, LocalDate day) {
        pool.preparedQuery(INSERT)
                .executeAndAwait(
                        Tuple.of(service, day, status, count)
                                .addOffsetDateTime(day.atTime(12, 0).atOffset(ZoneOffset.UTC))
                                .addInteger(number));
    }

    public int inState(String status) {
        return pool.preparedQuery(
                        "SELECT count(*) FROM ticket WHERE service_id = $1 AND status = $2 AND series = "
                                + SERIES)
                .executeAndAwait(Tuple.of(service, status))
                .iterator()
                .next()
                .getInteger(0);
    }

    public void remove() {
        pool.preparedQuery(DELETE).executeAndAwait(Tuple.of(service));
    }
}
