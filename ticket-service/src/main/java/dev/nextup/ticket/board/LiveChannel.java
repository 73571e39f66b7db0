package dev.nextup.ticket.board;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * All streams that show one thing. A change makes it be read once, for all of them; what changes
 * while it is read, and shortly after, is read together. Reads follow each other, so nobody is told
 * an older state after a newer one.
 *
 * <p>A stream is told what was read after it came: nothing is lost between its snapshot and its
 * first change.
 *
 * <p>It subscribes to its reads itself, because nobody waits for them. A failure is counted and the
 * read is tried again after a second, without end; meanwhile the streams stay as they are.
 */
final class LiveChannel {

    private static final Logger LOG = Logger.getLogger(LiveChannel.class);

    /** A burst of changes costs one read per this; nobody sees the difference on a screen. */
    private static final long REST_MILLIS = 50;

    private static final long RETRY_MILLIS = 1_000;

    private final LiveKey key;
    private final LiveViews views;
    private final LiveMetrics metrics;
    private final Clock clock;
    private final Vertx vertx;
    private final BiConsumer<LiveStream, LiveKey> mover;
    private final Set<LiveStream> streams = new LinkedHashSet<>();
    private boolean busy;
    private final Set<UUID> changed = new HashSet<>();
    private boolean allChanged;

    /**
     * @param mover brings a stream to where its view is read from now on
     */
    LiveChannel(
            LiveKey key,
            LiveViews views,
            LiveMetrics metrics,
            Clock clock,
            Vertx vertx,
            BiConsumer<LiveStream, LiveKey> mover) {
        this.key = key;
        this.views = views;
        this.metrics = metrics;
        this.clock = clock;
        this.vertx = vertx;
        this.mover = mover;
    }

    synchronized void add(LiveStream stream) {
        streams.add(stream);
    }

    /**
     * @return whether nobody is left
     */
    synchronized boolean remove(LiveStream stream) {
        streams.remove(stream);
        return streams.isEmpty();
    }

    /** Reads now, or as soon as the read under way is done and rested. Never blocks. */
    void change() {
        synchronized (this) {
            allChanged = true;
        }
        readUnlessBusy();
    }

    /** As {@link #change()}, for the streams of one member: nothing happens if it has none. */
    void change(UUID member) {
        synchronized (this) {
            if (streams.stream().noneMatch(stream -> stream.member().equals(member))) {
                return;
            }
            changed.add(member);
        }
        readUnlessBusy();
    }

    private void readUnlessBusy() {
        synchronized (this) {
            if (busy) {
                return;
            }
            busy = true;
        }
        read();
    }

    private void read() {
        List<LiveStream> audience;
        synchronized (this) {
            audience =
                    streams.stream()
                            .filter(stream -> allChanged || changed.contains(stream.member()))
                            .toList();
            allChanged = false;
            changed.clear();
        }
        Set<UUID> members = audience.stream().map(LiveStream::member).collect(Collectors.toSet());
        views.read(key, members)
                .invoke(frames -> tell(audience, frames))
                .subscribe()
                .with(read -> rest(REST_MILLIS), this::failed);
    }

    private void tell(List<LiveStream> audience, Map<UUID, LiveFrame> frames) {
        metrics.read();
        Instant now = clock.instant();
        for (LiveStream stream : audience) {
            LiveFrame frame = frames.get(stream.member());
            if (frame == null) {
                // What it showed is gone: the next request is answered with 404.
                stream.end();
            } else {
                stream.tell(frame, now);
                if (!frame.home().equals(key)) {
                    mover.accept(stream, frame.home());
                }
            }
        }
    }

    private void failed(Throwable failure) {
        metrics.readFailed();
        LOG.warnf("a live view is read again: %s", failure.getClass().getSimpleName());
        synchronized (this) {
            allChanged = true;
        }
        rest(RETRY_MILLIS);
    }

    private void rest(long millis) {
        vertx.setTimer(millis, timer -> rested());
    }

    private void rested() {
        synchronized (this) {
            if ((!allChanged && changed.isEmpty()) || streams.isEmpty()) {
                busy = false;
                return;
            }
        }
        read();
    }
}
