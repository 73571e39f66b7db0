package dev.nextup.messaging.outbox;

import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.pubsub.PgSubscriber;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The leader's ear for commits of other replicas: LISTEN on a connection of its own. Only a help:
 * when it cannot be opened, or breaks, polling carries on.
 */
final class LeaderBell implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LeaderBell.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long RECONNECT_MILLIS = 1_000;

    private final PgSubscriber subscriber;

    private LeaderBell(PgSubscriber subscriber) {
        this.subscriber = subscriber;
    }

    static LeaderBell listen(Vertx vertx, PgConnectOptions options, String channel, Runnable ring) {
        PgSubscriber subscriber = PgSubscriber.subscriber(vertx, options);
        subscriber.getDelegate().reconnectPolicy(attempts -> RECONNECT_MILLIS);
        subscriber.getDelegate().channel(channel).handler(ignored -> ring.run());
        try {
            subscriber.connect().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.warnf("outbox relay polls only: LISTEN failed (%s)", e.getClass().getSimpleName());
        }
        return new LeaderBell(subscriber);
    }

    @Override
    public void close() {
        try {
            subscriber.close().await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            LOG.debugf("closing LISTEN failed (%s)", e.getClass().getSimpleName());
        }
    }
}
