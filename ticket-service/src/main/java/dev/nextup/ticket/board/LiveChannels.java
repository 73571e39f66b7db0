package dev.nextup.ticket.board;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The streams open on this replica, by what they show. */
@ApplicationScoped
class LiveChannels {

    private final Map<LiveKey, LiveChannel> channels = new ConcurrentHashMap<>();
    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final LiveViews views;
    private final LiveMetrics metrics;
    private final Clock clock;
    private final Vertx vertx;

    LiveChannels(LiveViews views, LiveMetrics metrics, Clock clock, Vertx vertx) {
        this.views = views;
        this.metrics = metrics;
        this.clock = clock;
        this.vertx = vertx;
    }

    /** From now on told every change; its snapshot is on the way. */
    void open(LiveStream stream) {
        open.add(stream);
        metrics.opened(stream.key().kind());
        join(stream);
    }

    /** Once per stream that was opened. */
    void closed(LiveStream stream) {
        leave(stream);
        if (open.remove(stream)) {
            metrics.closed(stream.key().kind());
        }
    }

    /** Has what these streams show, if there are any, read again. */
    void changed(Collection<LiveKey> keys) {
        for (LiveKey key : keys) {
            LiveChannel channel = channels.get(key);
            if (channel != null) {
                channel.change();
            }
        }
    }

    /** Has what this one stream shows, if it is open, read again. */
    void changed(LiveKey key, UUID member) {
        LiveChannel channel = channels.get(key);
        if (channel != null) {
            channel.change(member);
        }
    }

    /** For whatever nobody told us. */
    void changedAll() {
        channels.values().forEach(LiveChannel::change);
    }

    void beat() {
        Instant now = clock.instant();
        open.forEach(stream -> stream.beat(now));
    }

    void endAll() {
        open.forEach(LiveStream::end);
    }

    private void move(LiveStream stream, LiveKey home) {
        leave(stream);
        stream.moveTo(home);
        join(stream);
    }

    private void join(LiveStream stream) {
        LiveChannel joined =
                channels.compute(
                        stream.key(),
                        (key, channel) -> {
                            LiveChannel there = channel == null ? create(key) : channel;
                            there.add(stream);
                            return there;
                        });
        if (stream.isClosed()) {
            leave(stream);
        } else if (joined != null) {
            // For its snapshot; nobody else has missed anything.
            joined.change(stream.member());
        }
    }

    private void leave(LiveStream stream) {
        channels.computeIfPresent(
                stream.key(), (key, channel) -> channel.remove(stream) ? null : channel);
    }

    private LiveChannel create(LiveKey key) {
        return new LiveChannel(key, views, metrics, clock, vertx, this::move);
    }
}
