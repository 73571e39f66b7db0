package dev.nextup.ticket.access;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;

/** Password work on worker threads; results come back to where they were asked for. */
@ApplicationScoped
class Passwords {

    private final Vertx vertx;

    Passwords(Vertx vertx) {
        this.vertx = vertx;
    }

    Uni<Boolean> matches(String password, String hash) {
        return onWorker(() -> PasswordHash.matches(password, hash));
    }

    Uni<String> hash(String password) {
        return onWorker(() -> PasswordHash.of(password));
    }

    private <T> Uni<T> onWorker(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }
}
