package dev.nextup.subscription.contact;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * On every replica: what was sealed with an older key is sealed with the newest, so that the older
 * may leave the ring; the counts of past days go. What fails is made up for by the next run.
 */
@ApplicationScoped
class PhoneUpkeep {

    private static final Logger LOG = Logger.getLogger(PhoneUpkeep.class);

    private final PhoneRepository repository;
    private final PhoneSeal seal;
    private final Pool pool;
    private final Clock clock;

    PhoneUpkeep(PhoneRepository repository, PhoneSeal seal, Pool pool, Clock clock) {
        this.repository = repository;
        this.seal = seal;
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(
            every = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> run() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return pool.withTransaction(this::reseal)
                .chain(() -> repository.forgetUsesBefore(pool, today))
                .onFailure()
                .invoke(e -> LOG.warnf("upkeep failed: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    /** Those whose key has left the ring cannot be opened; they go when their ticket does. */
    private Uni<Void> reseal(SqlConnection connection) {
        return seal.cipher()
                .map(
                        cipher ->
                                repository
                                        .sealedWith(connection, cipher.older())
                                        .chain(found -> reseal(connection, cipher, found)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> reseal(
            SqlConnection connection, PhoneCipher cipher, Map<UUID, PhoneCipher.Sealed> found) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Map.Entry<UUID, PhoneCipher.Sealed> one : found.entrySet()) {
            UUID ticketId = one.getKey();
            done =
                    done.chain(
                            () ->
                                    cipher.reseal(ticketId, one.getValue())
                                            .map(
                                                    fresh ->
                                                            repository.reseal(
                                                                    connection, ticketId, fresh))
                                            .orElseGet(() -> Uni.createFrom().voidItem()));
        }
        return done;
    }
}
