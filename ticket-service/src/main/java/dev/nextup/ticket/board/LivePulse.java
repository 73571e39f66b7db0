package dev.nextup.ticket.board;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** What streams get without any change: comments, and a look at the database now and then. */
@ApplicationScoped
class LivePulse {

    /**
     * A counter that falls idle and hours that begin or end are told by nobody. It also mends
     * whatever was missed while Kafka was away.
     */
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final LiveChannels channels;
    private final Vertx vertx;
    private final long beatMillis;

    LivePulse(LiveChannels channels, Vertx vertx, LiveConfig config) {
        this.channels = channels;
        this.vertx = vertx;
        this.beatMillis = Math.max(1, config.silence().toMillis() * 2 / 3);
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(beatMillis, timer -> channels.beat());
        vertx.setPeriodic(REFRESH.toMillis(), timer -> channels.changedAll());
    }

    void stop(@Observes ShutdownEvent event) {
        channels.endAll();
    }
}
