package dev.nextup.test.architecture.bad;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Breaks a rule per method. */
class Careless {

    @Inject Instant started;

    void forgets(Uni<String> work) {
        work.subscribe().with(done -> {});
    }

    Function<Uni<String>, CompletionStage<String>> forgetsByReference() {
        return Uni::subscribeAsCompletionStage;
    }

    Instant looksAtTheWall() {
        return Instant.now();
    }

    LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    long millis() {
        return System.currentTimeMillis();
    }

    void forgetsInShort(Outgoing outgoing) {
        outgoing.closeAndForget();
    }

    void sleeps() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(1).toMillis());
    }

    void shouts() {
        System.out.println("hello");
    }

    /** Shaped like the Vert.x bindings. */
    interface Outgoing {
        void closeAndForget();
    }
}
