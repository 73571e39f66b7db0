package dev.nextup.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jboss.logging.Logger;

/**
 * Whether the schema has all migrations this service was built with. Usually they run before it
 * serves, and there is nothing to do; where somebody else runs them
 * (QUARKUS_FLYWAY_MIGRATE_AT_START=false), it looks at start and then every two seconds until none
 * is pending, so that no restart is needed. Migrations of a newer version do not count.
 *
 * <p>While the database cannot be asked, nothing is known and nothing is held up: requests then
 * answer for themselves.
 */
@Singleton
public class SchemaState {

    private static final Logger LOG = Logger.getLogger(SchemaState.class);

    private static final long LOOK_AGAIN_SECONDS = 2;

    private final Instance<Flyway> flyway;
    private final ScheduledExecutorService looking =
            Executors.newSingleThreadScheduledExecutor(SchemaState::thread);
    private volatile List<String> pending = List.of();

    SchemaState(Instance<Flyway> flyway) {
        this.flyway = flyway;
    }

    /** Whether a migration is pending; never blocks. */
    public boolean isBehind() {
        return !pending.isEmpty();
    }

    /** Names of the scripts to run, oldest first. */
    public List<String> pending() {
        return pending;
    }

    void start(@Observes StartupEvent event) {
        if (flyway.isResolvable()) {
            look();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        looking.shutdownNow();
    }

    private void look() {
        try {
            pending =
                    Arrays.stream(flyway.get().info().pending())
                            .map(MigrationInfo::getScript)
                            .toList();
            if (pending.isEmpty()) {
                looking.shutdown();
                return;
            }
            LOG.warnf("the schema is too old, the API answers 503; pending: %s", pending);
        } catch (RuntimeException e) {
            LOG.warnf("the schema cannot be looked at: %s", e.getClass().getSimpleName());
        }
        if (!looking.isShutdown()) {
            var unused = looking.schedule(this::look, LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "schema-state");
        thread.setDaemon(true);
        return thread;
    }
}
