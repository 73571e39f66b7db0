package dev.nextup.ticket.board;

import dev.nextup.ticket.board.LiveKey.Kind;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.pubsub.PgSubscriber;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Hears of what no ticket's event tells: services opened, closed, changed or reset, whether a
 * ticket's holder was reached and says "I'm here", on whichever replica. The transaction of the
 * change notifies, so whoever commits is heard; LISTEN needs a connection of its own. When that
 * breaks, everything is read again once it is back, and {@link LivePulse} stands behind.
 */
@ApplicationScoped
class ServiceBell {

    /** As in the trigger of the service table. */
    static final String CHANNEL = "ticket_service_live";

    /** As in the statements that store how far a notification came, and that a holder is here. */
    private static final String REACH_CHANNEL = "ticket_reach_live";

    private static final Logger LOG = Logger.getLogger(ServiceBell.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long RECONNECT_MILLIS = 1_000;

    private final LiveChannels channels;
    private final PgSubscriber subscriber;

    ServiceBell(
            LiveChannels channels,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String username,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        PgConnectOptions options =
                PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
                        .setUser(username);
        password.ifPresent(options::setPassword);
        this.channels = channels;
        this.subscriber = PgSubscriber.subscriber(vertx, options);
    }

    void start(@Observes StartupEvent event) {
        subscriber.getDelegate().reconnectPolicy(attempts -> RECONNECT_MILLIS);
        subscriber
                .getDelegate()
                .channel(CHANNEL)
                .subscribeHandler(listening -> channels.changedAll())
                .handler(this::changed);
        subscriber.getDelegate().channel(REACH_CHANNEL).handler(this::reached);
        try {
            subscriber.connect().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "live views hear of services late: LISTEN failed (%s)",
                    e.getClass().getSimpleName());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        try {
            subscriber.close().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.debugf("closing LISTEN failed (%s)", e.getClass().getSimpleName());
        }
    }

    /**
     * @param told organisation, department and service
     */
    private void changed(String told) {
        String[] ids = told.split(" ", -1);
        if (ids.length == 3) {
            channels.changed(
                    keys(
                            UUID.fromString(ids[0]),
                            UUID.fromString(ids[1]),
                            UUID.fromString(ids[2])));
        }
    }

    /**
     * @param told organisation, department, service and ticket
     */
    private void reached(String told) {
        String[] ids = told.split(" ", -1);
        if (ids.length == 4) {
            UUID organization = UUID.fromString(ids[0]);
            UUID department = UUID.fromString(ids[1]);
            channels.changed(
                    Set.of(
                            new LiveKey(Kind.QUEUE, department, organization),
                            new LiveKey(Kind.QUEUE, UUID.fromString(ids[2]), organization)));
            channels.changed(
                    new LiveKey(Kind.TICKET, department, organization), UUID.fromString(ids[3]));
        }
    }

    private static Set<LiveKey> keys(UUID organization, UUID department, UUID service) {
        Set<LiveKey> keys = new HashSet<>();
        for (UUID queue : Set.of(department, service)) {
            keys.add(new LiveKey(Kind.BOARD, queue, organization));
            keys.add(new LiveKey(Kind.QUEUE, queue, organization));
        }
        keys.add(new LiveKey(Kind.TICKET, department, organization));
        return keys;
    }
}
