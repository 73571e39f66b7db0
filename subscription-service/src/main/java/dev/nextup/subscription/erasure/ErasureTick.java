package dev.nextup.subscription.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.messaging.outbox.OutboxRecord;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logging.Logger;

/**
 * Each hour one null record to every partition of the compacted topics. Kafka never compacts the
 * segment it is writing, and closes an old one only when the next record comes: without a tick,
 * what was erased in the evening would lie in a quiet partition until morning.
 *
 * <p>Its keys are fixed and belong to no ticket, so that it erases nothing for any reader.
 */
@ApplicationScoped
class ErasureTick {

    private static final Logger LOG = Logger.getLogger(ErasureTick.class);

    private static final Duration INTERVAL = Duration.ofHours(1);

    /** Of all replicas one gets the row. */
    private static final String CLAIM =
            "UPDATE erasure_tick SET ticked_at = $1 WHERE ticked_at <= $2 RETURNING ticked_at";

    private static final List<OutboxRecord> TICKS = ticks();

    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;

    ErasureTick(Outbox outbox, Pool pool, Clock clock) {
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    @Scheduled(
            every = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        return pool.withTransaction(this::tick)
                .invoke(outbox::committed)
                .onFailure()
                .invoke(e -> LOG.warnf("tick failed: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> tick(SqlConnection connection) {
        Instant now = clock.instant();
        return connection
                .preparedQuery(CLAIM)
                .execute(
                        Tuple.of(
                                now.atOffset(ZoneOffset.UTC),
                                now.minus(INTERVAL).atOffset(ZoneOffset.UTC)))
                .chain(rows -> outbox.append(connection, rows.size() == 0 ? List.of() : TICKS));
    }

    private static List<OutboxRecord> ticks() {
        List<OutboxRecord> ticks = new ArrayList<>();
        for (KafkaTopic topic : List.of(Topics.SUBSCRIPTION_EVENTS, Topics.PREFERENCE_EVENTS)) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ticks.add(OutboxRecord.erasure(topic.name(), keyOf(partition, topic.partitions())));
            }
        }
        return ticks;
    }

    /** The first UUID that Kafka's default partitioner sends there. */
    static String keyOf(int partition, int partitions) {
        for (long i = 0; ; i++) {
            String key = new UUID(0, i).toString();
            if (Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % partitions == partition) {
                return key;
            }
        }
    }
}
