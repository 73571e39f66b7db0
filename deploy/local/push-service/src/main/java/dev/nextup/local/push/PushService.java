package dev.nextup.local.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A local push service: test equipment, not for production. It is the process of the local run, and
 * a test may start one within itself:
 *
 * <pre>{@code
 * try (PushService pushService = PushService.start(Settings.FOR_A_TEST)) {
 *     URI simulatedBrowsers = URI.create(pushService.publicUrl() + "/push/sim");
 * }
 * }</pre>
 */
public final class PushService implements AutoCloseable {

    private static final int START_SECONDS = 30;
    private static final int STOP_SECONDS = 5;

    private final Vertx vertx;
    private final PushServer.Listening listening;

    private PushService(Vertx vertx, PushServer.Listening listening) {
        this.vertx = vertx;
        this.listening = listening;
    }

    /**
     * Runs one as the environment says until SIGTERM.
     *
     * @throws IllegalArgumentException if the environment is wrong
     */
    public static void main(String[] arguments) {
        PushService service = start(Settings.of(System.getenv()));
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        System.out.println(
                "push service on port " + service.port() + ", for " + service.publicUrl());
    }

    /**
     * Starts one and waits until it accepts requests.
     *
     * @throws IllegalStateException if it cannot listen, or cannot use its directory
     */
    public static PushService start(Settings settings) {
        return start(settings, Clock.systemUTC());
    }

    static PushService start(Settings settings, Clock clock) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
        try {
            return new PushService(
                    vertx, await(new PushServer(vertx, settings, clock).listen(), START_SECONDS));
        } catch (IllegalStateException e) {
            // Its threads would keep the process alive.
            vertx.close().onFailure(unclosed -> e.addSuppressed(unclosed));
            throw e;
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return listening.port();
    }

    /** What the endpoints of its subscriptions start with, without a slash at the end. */
    public String publicUrl() {
        return listening.publicUrl();
    }

    /** Failing to close in time is no reason to stay: everything worth keeping is on disk. */
    @Override
    public void close() {
        try {
            await(vertx.close(), STOP_SECONDS);
        } catch (IllegalStateException e) {
            System.err.println("push service did not close in order: " + e);
        }
    }

    private static <T> T await(Future<T> future, int seconds) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("push service: " + e, e);
        }
    }
}
