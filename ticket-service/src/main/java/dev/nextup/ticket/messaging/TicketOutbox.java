package dev.nextup.ticket.messaging;

import dev.nextup.event.Topics;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.messaging.outbox.OutboxMetrics;
import dev.nextup.messaging.outbox.OutboxRelay;
import dev.nextup.messaging.outbox.RelaySettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** The outbox of this service and the life of its relay. */
@ApplicationScoped
class TicketOutbox {

    private static final String SCHEMA = "ticket_service";

    private final OutboxRelay relay;

    TicketOutbox(
            Vertx vertx,
            Pool pool,
            MeterRegistry registry,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            DatabaseConfig database) {
        RelaySettings settings = RelaySettings.of(SCHEMA, Topics.TICKET_EVENTS.name(), kafka);
        relay =
                new OutboxRelay(
                        settings,
                        vertx,
                        pool,
                        listenOptions(database),
                        new OutboxMetrics(registry));
    }

    @Produces
    @Singleton
    Outbox outbox() {
        return new Outbox(relay::wake);
    }

    void start(@Observes StartupEvent event) {
        relay.start();
    }

    void stop(@Observes ShutdownEvent event) {
        relay.close();
    }

    /** LISTEN needs a connection outside the pool; the driver's own URL lacks Quarkus' prefix. */
    private static PgConnectOptions listenOptions(DatabaseConfig database) {
        String url = database.reactiveUrl().replaceFirst("^vertx-reactive:", "");
        PgConnectOptions options = PgConnectOptions.fromUri(url).setUser(database.username());
        database.password().ifPresent(options::setPassword);
        return options;
    }
}
