package dev.nextup.local.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Room for one running child that is stopped, killed and started again; none once closed. */
public final class ChildSlot {

    private final Duration stopLimit;
    private boolean closed;
    private @Nullable ChildProcess child;

    /**
     * @param stopLimit how long a child may take to stop before it is killed
     */
    public ChildSlot(Duration stopLimit) {
        this.stopLimit = stopLimit;
    }

    /**
     * Starts a child in this slot.
     *
     * @throws IllegalStateException if the slot is closed: a start that raced with the end of
     *     everything must not leave a process behind
     */
    public synchronized ChildProcess launch(Supplier<ChildProcess> start) {
        if (closed) {
            throw new IllegalStateException("Already closed");
        }
        ChildProcess started = start.get();
        child = started;
        return started;
    }

    /** The child, if one was started and not stopped by us; it may have ended by itself. */
    public synchronized Optional<ChildProcess> current() {
        return Optional.ofNullable(child);
    }

    /** Stops the child in order; nothing happens without one. */
    public void stop() {
        take().ifPresent(taken -> taken.stop(stopLimit));
    }

    /** SIGKILL, as a crash would be; nothing happens without a child. */
    public void kill() {
        take().ifPresent(ChildProcess::kill);
    }

    /** Stops the child and starts none again. */
    public void close() {
        synchronized (this) {
            closed = true;
        }
        stop();
    }

    /** The lock is not held while stopping: that may take as long as the limit allows. */
    private synchronized Optional<ChildProcess> take() {
        Optional<ChildProcess> taken = Optional.ofNullable(child);
        child = null;
        return taken;
    }
}
