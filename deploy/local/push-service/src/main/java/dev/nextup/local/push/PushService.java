package dev.nextup.local.push;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;

/** The process of the local push service: test equipment, not for production. */
public final class PushService {

    private static final int STOP_SECONDS = 5;

    private PushService() {}

    /**
     * Listens on 127.0.0.1 at the port in {@code NEXTUP_PUSH_SERVICE_PORT} until SIGTERM.
     *
     * @throws IllegalArgumentException if the port is missing or not a number
     */
    public static void main(String[] arguments) throws Exception {
        int port = port(System.getenv().getOrDefault("NEXTUP_PUSH_SERVICE_PORT", ""));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx)));
        int listening =
                new PushServer(vertx)
                        .listen(port)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(30, TimeUnit.SECONDS);
        System.out.println("push service on port " + listening);
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "NEXTUP_PUSH_SERVICE_PORT must be a port number, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** Failing to close in time is no reason to stay: nothing here is worth keeping. */
    private static void stop(Vertx vertx) {
        try {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            System.err.println("push service did not close in order: " + e);
        }
    }
}
