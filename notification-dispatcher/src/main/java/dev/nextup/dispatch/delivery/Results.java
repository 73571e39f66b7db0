package dev.nextup.dispatch.delivery;

import dev.nextup.dispatch.webpush.PushOutcome.Gone;
import dev.nextup.event.delivery.SubscriptionGone;
import dev.nextup.event.delivery.SubscriptionGone.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Stores the results of attempts: one transaction for deliveries, attempts, log and events. */
@Singleton
public class Results {

    private final ResultRepository repository;
    private final DeliveryLog log;
    private final DeliveryMetrics metrics;
    private final Pool pool;
    private final Clock clock;
    private final EscalationConfig escalation;

    Results(
            ResultRepository repository,
            DeliveryLog log,
            DeliveryMetrics metrics,
            Pool pool,
            Clock clock,
            EscalationConfig escalation) {
        this.repository = repository;
        this.log = log;
        this.metrics = metrics;
        this.pool = pool;
        this.clock = clock;
        this.escalation = escalation;
    }

    /** Storing results twice stores them once. */
    public Uni<Void> store(List<AttemptResult> results) {
        List<AttemptResult> gone =
                results.stream().filter(r -> r.outcome() instanceof Gone).toList();
        return pool.withTransaction(connection -> store(connection, results, gone))
                .invoke(
                        settled -> {
                            metrics.attempted(results);
                            metrics.changed(settled);
                            log.committed();
                        })
                .replaceWithVoid();
    }

    private Uni<List<Settled>> store(
            SqlConnection connection, List<AttemptResult> results, List<AttemptResult> gone) {
        Instant now = clock.instant();
        return repository
                .store(connection, results, now, now.plus(escalation.after()))
                .call(() -> repository.endSubscriptions(connection, gone))
                .call(() -> repository.markStale(connection, results))
                .call(() -> repository.hold(connection, results))
                .call(
                        settled ->
                                log.write(
                                        connection,
                                        settled,
                                        gone.stream().map(Results::subscriptionGone).toList()));
    }

    private static SubscriptionGone subscriptionGone(AttemptResult result) {
        return new SubscriptionGone(
                result.claim().recipient().subscriptionId(),
                result.claim().ticketId(),
                result.outcome().code().equals("gone") ? Reason.GONE : Reason.NOT_FOUND,
                result.at());
    }
}
