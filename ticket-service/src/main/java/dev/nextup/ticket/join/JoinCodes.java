package dev.nextup.ticket.join;

import dev.nextup.ticket.access.PublicUrlConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** What the screens of a service show for people to join with. */
@ApplicationScoped
class JoinCodes {

    private static final String SERVICE =
            "SELECT o.slug, d.branch_id, s.department_id, s.join_secret FROM service s"
                    + " JOIN department d ON d.id = s.department_id JOIN organization o ON o.id = s.organization_id"
                    + " WHERE s.id = $1 AND s.organization_id = $2 AND s.active AND d.active";

    private final Pool pool;
    private final PublicUrlConfig publicUrl;
    private final Clock clock;

    JoinCodes(Pool pool, PublicUrlConfig publicUrl, Clock clock) {
        this.pool = pool;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Fails with 404 {@code unknown-queue}. */
    Uni<JoinCodeView> current(UUID serviceId, UUID organizationId) {
        return pool.preparedQuery(SERVICE)
                .execute(Tuple.of(serviceId, organizationId))
                .map(
                        rows -> {
                            if (rows.size() == 0) {
                                throw JoinRejection.UNKNOWN_QUEUE.exception();
                            }
                            return view(serviceId, organizationId, rows.iterator().next());
                        });
    }

    private JoinCodeView view(UUID serviceId, UUID organizationId, Row row) {
        Instant now = clock.instant();
        String code = new JoinCode(row.getBuffer("join_secret").getBytes()).at(now);
        JoinTarget target =
                new JoinTarget(
                        organizationId,
                        row.getUUID("branch_id"),
                        row.getUUID("department_id"),
                        serviceId);
        String link = target.link(row.getString("slug")) + "&joinCode=" + code;
        return new JoinCodeView(code, JoinCode.nextAfter(now), publicUrl.link(link));
    }
}
