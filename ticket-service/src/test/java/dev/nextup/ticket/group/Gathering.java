package dev.nextup.ticket.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Lets requests come while one before them is held up by a lock in the database. */
public final class Gathering implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pool pool;
    private final MeterRegistry meters;
    private final ExecutorService clients = Executors.newCachedThreadPool();

    public Gathering(Pool pool, MeterRegistry meters) {
        this.pool = pool;
        this.meters = meters;
    }

    /**
     * @param lock a statement that locks what all of them need, with an id as its parameter
     * @return the answers of the others, in their order
     */
    public List<Response> behind(
            String lock, String id, Supplier<Response> first, List<Supplier<Response>> others) {
        awaitNobody();
        SqlConnection connection = pool.getConnectionAndAwait();
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        try {
            Transaction holding = connection.beginAndAwait();
            connection.preparedQuery(lock).executeAndAwait(Tuple.of(UUID.fromString(id)));
            answers.add(CompletableFuture.supplyAsync(first, clients));
            awaitClients(1);
            others.forEach(each -> answers.add(CompletableFuture.supplyAsync(each, clients)));
            awaitClients(answers.size());
            holding.rollbackAndAwait();
        } finally {
            connection.closeAndAwait();
        }
        answers.forEach(answer -> assertThat(answer).succeedsWithin(PATIENCE));
        return answers.stream().skip(1).map(CompletableFuture::join).toList();
    }

    /** Whose requests are being answered. */
    private void awaitClients(int number) {
        await().atMost(PATIENCE).until(this::active, active -> active >= number);
    }

    /** Streams that others have left open would be taken for clients. */
    private void awaitNobody() {
        await().atMost(PATIENCE).until(this::active, active -> active == 0);
    }

    private double active() {
        return meters.get("http.server.active.requests").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    @Override
    public void close() {
        clients.shutdownNow();
    }
}
