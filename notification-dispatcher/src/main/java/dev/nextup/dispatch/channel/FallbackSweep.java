package dev.nextup.dispatch.channel;

import dev.nextup.dispatch.channel.FallbackResult.State;
import dev.nextup.dispatch.delivery.DeliveryLog;
import dev.nextup.dispatch.delivery.Requested;
import dev.nextup.event.delivery.Channel;
import dev.nextup.event.delivery.DeliveryAbandoned.Reason;
import dev.nextup.event.delivery.DeliveryFacts;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Every second, on every replica: finds notifications that push does not bring to their person, and
 * sends those that are due over the channel the person chose. Where no gateway is set up, it writes
 * down that this is why they were not sent. All of it is rows with due times, so a restart forgets
 * nothing; a claim runs out if its replica dies, and the gateway knows a repeat by its id.
 */
@ApplicationScoped
class FallbackSweep {

    private static final Logger LOG = Logger.getLogger(FallbackSweep.class);

    private static final int FOUND_AT_ONCE = 500;
    private static final int SENT_AT_ONCE = 20;

    /** Nothing is waited for. */
    private static final int SKIPPED_AT_ONCE = 200;

    private final FallbackRepository repository;
    private final FallbackSender sender;
    private final DeliveryLog log;
    private final Pool pool;
    private final Clock clock;
    private final Duration after;

    FallbackSweep(
            FallbackRepository repository,
            FallbackSender sender,
            DeliveryLog log,
            Pool pool,
            Clock clock,
            @ConfigProperty(name = "nextup.fallback.after", defaultValue = "PT30S")
                    Duration after) {
        this.repository = repository;
        this.sender = sender;
        this.log = log;
        this.pool = pool;
        this.clock = clock;
        this.after = after;
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return sender.isConfigured() ? sweep(SENT_AT_ONCE, true) : Uni.createFrom().voidItem();
    }

    /** Nobody waits for a line in the log, so it is looked for less often. */
    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> skip() {
        return sender.isConfigured() ? Uni.createFrom().voidItem() : sweep(SKIPPED_AT_ONCE, false);
    }

    private Uni<Void> sweep(int atOnce, boolean byDefault) {
        Instant now = clock.instant();
        Instant unseenSince = now.minus(after);
        return repository
                .find(now, unseenSince, FOUND_AT_ONCE, byDefault)
                .chain(() -> repository.claim(now, Requested.leaseFrom(now), unseenSince, atOnce))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndMerge(due -> sender.send(due).chain(this::store))
                .collect()
                .asList()
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("fallback failed: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> store(FallbackResult result) {
        return pool.withTransaction(connection -> store(connection, result))
                .invoke(log::committed)
                .replaceWithVoid();
    }

    private Uni<Void> store(SqlConnection connection, FallbackResult result) {
        return repository
                .store(connection, result)
                .chain(
                        ours ->
                                ours
                                        ? repository
                                                .log(connection, result, clock.instant())
                                                .chain(() -> tell(connection, result))
                                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> tell(SqlConnection connection, FallbackResult result) {
        Channel channel = result.channel();
        if (channel == null || result.state() == State.DUE) {
            return Uni.createFrom().voidItem();
        }
        DueFallback due = result.fallback();
        DeliveryFacts facts =
                new DeliveryFacts(
                        due.deliveryId(),
                        due.ticketId(),
                        due.organizationId(),
                        due.type(),
                        channel,
                        clock.instant(),
                        due.plannedAt());
        return switch (result.state()) {
            case ACCEPTED -> log.accepted(connection, facts, due.attempt());
            case SKIPPED -> log.abandoned(connection, facts, Reason.SKIPPED, 0);
            case REJECTED -> log.abandoned(connection, facts, Reason.REJECTED, due.attempt());
            case EXPIRED, DUE -> log.abandoned(connection, facts, Reason.EXPIRED, due.attempt());
        };
    }
}
