package dev.nextup.local;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs at SIGINT, SIGTERM, SIGHUP and {@code System.exit}: stops everything in order, then ends the
 * JVM with our own exit code instead of 130 or 143. The JVM ignores further signals meanwhile, so a
 * second Ctrl-C breaks nothing.
 */
final class StopHook extends Thread {

    private final Terminal terminal;
    private final AtomicInteger exitCode = new AtomicInteger();
    private @Nullable LocalRun run;
    private boolean running;

    StopHook(Terminal terminal) {
        super("stop");
        this.terminal = terminal;
    }

    /** From here on there is something to stop. */
    synchronized void stopsOnExit(LocalRun started) {
        if (running) {
            throw new StartFailure("Stopping already");
        }
        run = started;
    }

    synchronized boolean isRunning() {
        return running;
    }

    /** Stops everything and ends the JVM. */
    void exitWith(int code) {
        exitCode.set(code);
        System.exit(code);
    }

    @Override
    public void run() {
        LocalRun toStop = begin();
        try {
            if (toStop != null) {
                terminal.line("stopping");
                toStop.stop();
            }
        } finally {
            Runtime.getRuntime().halt(exitCode.get());
        }
    }

    private synchronized @Nullable LocalRun begin() {
        running = true;
        return run;
    }
}
