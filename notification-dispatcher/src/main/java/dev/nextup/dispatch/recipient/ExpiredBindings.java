package dev.nextup.dispatch.recipient;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/**
 * Ends the bindings whose time is up, so that what waits for them goes another way. Their service
 * tells it too, later.
 */
@ApplicationScoped
class ExpiredBindings {

    private static final Logger LOG = Logger.getLogger(ExpiredBindings.class);

    private static final int LIMIT = 500;

    private final RecipientRepository repository;
    private final Pool pool;
    private final Clock clock;

    ExpiredBindings(RecipientRepository repository, Pool pool, Clock clock) {
        this.repository = repository;
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return repository
                .expire(pool, clock.instant(), LIMIT)
                .onFailure()
                .invoke(e -> LOG.warnf("bindings not ended: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }
}
