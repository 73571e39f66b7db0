package dev.nextup.ticket.walkin;

import dev.nextup.http.Caller.Holder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The table of claim codes: the latest of each ticket, as a hash. */
@ApplicationScoped
class ClaimRepository {

    private static final String OPEN =
            "INSERT INTO ticket_claim (ticket_id, code_hash, expires_at, from_holder) VALUES ($1, $2, $3, $4)"
                    + " ON CONFLICT ON CONSTRAINT pk_ticket_claim DO UPDATE SET code_hash = excluded.code_hash,"
                    + " expires_at = excluded.expires_at, from_holder = excluded.from_holder, claimed_at = NULL";

    private static final String REPLACE =
            "UPDATE ticket_claim SET code_hash = $2 WHERE ticket_id = $1 AND NOT from_holder"
                    + " AND claimed_at IS NULL RETURNING expires_at";

    /** Of two who come at once, the second waits for the row and then finds it claimed. */
    private static final String CLAIM =
            "UPDATE ticket_claim c SET claimed_at = $2 FROM ticket t WHERE c.code_hash = $1"
                    + " AND c.claimed_at IS NULL AND c.expires_at > $2 AND t.id = c.ticket_id"
                    + " AND t.status NOT IN ('COMPLETED', 'CANCELLED', 'EXPIRED')"
                    + " RETURNING t.id, t.organization_id, t.service_id, c.expires_at";

    private final Clock clock;

    ClaimRepository(Clock clock) {
        this.clock = clock;
    }

    /** The ticket's only code from now on. */
    Uni<Void> open(
            SqlConnection connection,
            UUID ticketId,
            String hash,
            Instant expiresAt,
            boolean fromHolder) {
        return connection
                .preparedQuery(OPEN)
                .execute(Tuple.of(ticketId, hash, expiresAt.atOffset(ZoneOffset.UTC), fromHolder))
                .replaceWithVoid();
    }

    /**
     * Replaces a walk-in's code that nobody has used.
     *
     * @return until when it is good; empty when the ticket has a holder
     */
    Uni<Optional<Instant>> replace(SqlConnection connection, UUID ticketId, String hash) {
        return connection
                .preparedQuery(REPLACE)
                .execute(Tuple.of(ticketId, hash))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(expiry(rows.iterator().next())));
    }

    /** Uses the code up; empty when it is none, was used, or its ticket or its time has ended. */
    Uni<Optional<Claimed>> claim(SqlConnection connection, String hash) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(hash, clock.instant().atOffset(ZoneOffset.UTC)))
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(toClaimed(rows.iterator().next())));
    }

    private static Claimed toClaimed(Row row) {
        return new Claimed(
                new Holder(
                        row.getUUID("id"),
                        row.getUUID("organization_id"),
                        row.getUUID("service_id")),
                expiry(row));
    }

    private static Instant expiry(Row row) {
        return row.getOffsetDateTime("expires_at").toInstant();
    }

    /**
     * @param holder who the ticket has now
     * @param dayEnd of the ticket's service day
     */
    record Claimed(Holder holder, Instant dayEnd) {}
}
