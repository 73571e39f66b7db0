package dev.nextup.ticket.board;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * One client's open stream. At most one write is under way and at most one state waits behind it; a
 * newer state replaces the waiting one. So a client that does not read costs two states of memory,
 * holds up nobody, and is told the newest once it reads again.
 *
 * <p>Thread-safe: states come from whichever event loop has read them.
 */
final class LiveStream {

    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final UUID member;
    private final Instant expiresAt;
    private final LiveMetrics metrics;
    private volatile LiveKey key;

    private @Nullable ServerHttpResponse response;
    private Consumer<LiveStream> onClose = stream -> {};
    private @Nullable LiveFrame last;
    private byte @Nullable [] waiting;
    private boolean writing;
    private boolean closed;

    /**
     * @param key where its view is read
     * @param member id of the queue or ticket it shows
     * @param expiresAt end of the token that opened it; the stream ends with it, so that the client
     *     opens another with a new one
     */
    LiveStream(LiveKey key, UUID member, Instant expiresAt, LiveMetrics metrics) {
        this.key = key;
        this.member = member;
        this.expiresAt = expiresAt;
        this.metrics = metrics;
    }

    LiveKey key() {
        return key;
    }

    void moveTo(LiveKey home) {
        key = home;
    }

    UUID member() {
        return member;
    }

    /**
     * @param then called once, when the stream has ended, whoever ended it
     */
    synchronized void start(ServerHttpResponse to, Consumer<LiveStream> then) {
        response = to;
        onClose = then;
    }

    /** Sends the state unless the client has just been told the same. */
    void tell(LiveFrame frame, Instant now) {
        if (!now.isBefore(expiresAt)) {
            end();
            return;
        }
        synchronized (this) {
            LiveFrame before = last;
            if (before != null && before.json().equals(frame.json())) {
                return;
            }
            boolean first = before == null || (waiting != null && waiting == before.snapshot());
            if (waiting != null) {
                metrics.dropped();
            }
            last = frame;
            waiting = first ? frame.snapshot() : frame.change();
        }
        flush();
    }

    /** A comment, unless something is under way anyway. */
    void beat(Instant now) {
        if (!now.isBefore(expiresAt)) {
            end();
            return;
        }
        synchronized (this) {
            if (writing || closed || last == null) {
                return;
            }
            writing = true;
        }
        write(BEAT);
    }

    /** Ends the answer; the client may open another stream. */
    void end() {
        finish(true);
    }

    /** Forgets the client, which is gone. */
    void close() {
        finish(false);
    }

    private void finish(boolean answered) {
        Consumer<LiveStream> then;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            waiting = null;
            then = onClose;
        }
        ServerHttpResponse open = response;
        if (answered && open != null) {
            open.end();
        }
        then.accept(this);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void flush() {
        byte[] next;
        synchronized (this) {
            if (writing || closed || waiting == null) {
                return;
            }
            writing = true;
            next = waiting;
            waiting = null;
        }
        metrics.sent();
        write(next);
    }

    private void write(byte[] bytes) {
        ServerHttpResponse open = response;
        if (open != null) {
            open.write(bytes, this::written);
        }
    }

    private void written(@Nullable Throwable failure) {
        if (failure != null) {
            close();
            return;
        }
        synchronized (this) {
            writing = false;
        }
        flush();
    }
}
