package dev.nextup.ticket.logo;

import dev.nextup.ticket.access.PublicUrlConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Logos have absolute addresses, since notifications show them on any device. When an installation
 * moves to another NEXTUP_PUBLIC_URL, the addresses move with it, at the next start.
 */
@ApplicationScoped
class LogoAddresses {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String MOVE =
            "UPDATE organization o SET logo_url = $1 || '/api/organizations/' || l.organization_id || '/logo?v='"
                    + " || l.version FROM organization_logo l WHERE l.organization_id = o.id AND o.logo_url IS"
                    + " DISTINCT FROM $1 || '/api/organizations/' || l.organization_id || '/logo?v=' || l.version";

    private final Pool pool;
    private final PublicUrlConfig publicUrl;

    LogoAddresses(Pool pool, PublicUrlConfig publicUrl) {
        this.pool = pool;
        this.publicUrl = publicUrl;
    }

    void move(@Observes StartupEvent event) {
        pool.preparedQuery(MOVE).execute(Tuple.of(publicUrl.link(""))).await().atMost(PATIENCE);
    }
}
