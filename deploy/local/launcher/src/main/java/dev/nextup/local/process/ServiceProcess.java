package dev.nextup.local.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One HTTP service as a child process: start, wait until it is ready, stop, kill, start again. */
public final class ServiceProcess implements AutoCloseable {

    /** A service lets running requests end for five seconds. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();

    private final ServiceSpec spec;
    private final ChildSlot slot = new ChildSlot(STOP_LIMIT);

    public ServiceProcess(ServiceSpec spec) {
        this.spec = spec;
    }

    /** Starts the process and returns at once; see {@link #awaitReady}. */
    public ChildProcess start() {
        ChildSpec child =
                new ChildSpec(
                        spec.name(),
                        JavaCommand.small(spec.heapMegabytes(), spec.javaArguments()),
                        spec.environment(),
                        spec.log(),
                        StopSignal.TERM,
                        0);
        return slot.launch(() -> ChildProcess.start(child));
    }

    /**
     * Waits until {@code /q/health/ready} answers 200.
     *
     * @throws IllegalStateException if the process ends or the time is over; the log says why
     */
    public void awaitReady(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isReady()) {
            if (process().filter(ChildProcess::isAlive).isEmpty()) {
                throw new IllegalStateException(spec.name() + " ended; see " + spec.log());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "%s is not ready after %d s; see %s"
                                .formatted(spec.name(), limit.toSeconds(), spec.log()));
            }
            pause();
        }
    }

    /** Whether {@code /q/health/ready} answers 200 now. */
    public boolean isReady() {
        URI ready = spec.address().resolve("/q/health/ready");
        HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + spec.name(), e);
        }
    }

    /** Asks the service to stop, waits, kills it if it does not. */
    public void stop() {
        slot.stop();
    }

    /** SIGKILL, as a crash would be. */
    public void kill() {
        slot.kill();
    }

    /** Stops the service; it cannot be started again. */
    @Override
    public void close() {
        slot.close();
    }

    /** The process, if it was started and not stopped by us. */
    public Optional<ChildProcess> process() {
        return slot.current();
    }

    public ServiceSpec spec() {
        return spec;
    }

    /** Where the service answers, without a slash at the end. */
    public URI address() {
        return spec.address();
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + spec.name(), e);
        }
    }
}
