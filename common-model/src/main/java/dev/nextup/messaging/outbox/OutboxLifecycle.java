package dev.nextup.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/**
 * The outbox of a service and the life of its relay. It runs in a service that has an {@link
 * OutboxOwner} among its beans and does nothing in one that has not.
 */
@ApplicationScoped
class OutboxLifecycle {

    private final Optional<OutboxRelay> relay;

    OutboxLifecycle(
            Instance<OutboxOwner> owner,
            Vertx vertx,
            Pool pool,
            MeterRegistry registry,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            DatabaseConfig database) {
        relay =
                owner.stream()
                        .findFirst()
                        .map(o -> RelaySettings.of(o, kafka))
                        .map(
                                settings ->
                                        new OutboxRelay(
                                                settings,
                                                vertx,
                                                pool,
                                                ownConnection(database),
                                                new OutboxMetrics(registry)));
    }

    /**
     * @throws IllegalStateException when the service writes events but names no owner: a bug
     */
    @Produces
    @Singleton
    Outbox outbox() {
        return new Outbox(
                relay.orElseThrow(() -> new IllegalStateException("no OutboxOwner is produced"))
                        ::wake);
    }

    void start(@Observes StartupEvent event) {
        relay.ifPresent(OutboxRelay::start);
    }

    void stop(@Observes ShutdownEvent event) {
        relay.ifPresent(OutboxRelay::close);
    }

    /** The relay has connections outside the pool; the driver's own URL lacks Quarkus' prefix. */
    private static PgConnectOptions ownConnection(DatabaseConfig database) {
        String url = database.reactiveUrl().replaceFirst("^vertx-reactive:", "");
        PgConnectOptions options = PgConnectOptions.fromUri(url).setUser(database.username());
        database.password().ifPresent(options::setPassword);
        return options;
    }
}
