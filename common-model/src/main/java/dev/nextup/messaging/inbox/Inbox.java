package dev.nextup.messaging.inbox;

import dev.nextup.messaging.kafka.CloudEventCodec;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.messaging.outbox.OutboxRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/** Consumes batches of Kafka records; see the package's documentation. */
@Singleton
public final class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /** Short, since people wait; an absent database is asked once in so long by each consumer. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Pool pool;
    private final Outbox outbox;
    private final TopicIds topicIds;
    private final InboxMetrics metrics;
    private final CloudEventCodec codec = new CloudEventCodec();

    Inbox(
            Pool pool,
            Outbox outbox,
            MeterRegistry registry,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.pool = pool;
        this.outbox = outbox;
        this.topicIds = new TopicIds(kafka);
        this.metrics = new InboxMetrics(registry);
    }

    /**
     * @return completes when every record has taken effect, was dropped as a duplicate or is on its
     *     way to the dead-letter topic, for good; does not fail while there is hope
     */
    public <T> Uni<Void> consume(ConsumerRecords<String, byte[]> records, Intake<T> intake) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (String topic : topics(records)) {
            List<Received<T>> batch = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : records.records(topic)) {
                batch.add(Received.of(record, intake, codec));
            }
            done = done.chain(() -> consume(topic, batch, intake));
        }
        return done;
    }

    private <T> Uni<Void> consume(String topic, List<Received<T>> batch, Intake<T> intake) {
        return attempt(topic, batch, intake)
                .onFailure(Poison::isToBlame)
                .recoverWithUni(() -> divide(topic, batch, intake));
    }

    /** A batch that fails for good is halved until the record to blame is alone. */
    private <T> Uni<Void> divide(String topic, List<Received<T>> batch, Intake<T> intake) {
        if (batch.size() == 1) {
            // Once more: two replicas may have stumbled over each other.
            return attempt(topic, batch, intake)
                    .onFailure(Poison::isToBlame)
                    .recoverWithUni(
                            e ->
                                    attempt(topic, List.of(batch.get(0).unprocessable()), intake)
                                            .invoke(() -> blame(topic, e)));
        }
        int half = batch.size() / 2;
        return consume(topic, batch.subList(0, half), intake)
                .chain(() -> consume(topic, batch.subList(half, batch.size()), intake));
    }

    private <T> Uni<Void> attempt(String topic, List<Received<T>> batch, Intake<T> intake) {
        return topicIds.of(topic)
                .chain(id -> pool.withTransaction(c -> apply(c, id, batch, intake)))
                .invoke(
                        applied -> {
                            count(topic, batch, applied.fresh());
                            outbox.committed();
                            applied.afterwards().run();
                        })
                .onFailure(e -> !Poison.isToBlame(e))
                .invoke(e -> failed(topic, e))
                .onFailure(e -> !Poison.isToBlame(e))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .replaceWithVoid();
    }

    private <T> Uni<Applied<T>> apply(
            SqlConnection connection, UUID topicId, List<Received<T>> batch, Intake<T> intake) {
        String topic = batch.get(0).record().topic();
        return Positions.lock(connection, topicId, topic, ends(batch))
                .map(next -> batch.stream().filter(r -> isFresh(r, next)).toList())
                .chain(
                        fresh ->
                                fresh.isEmpty()
                                        ? Uni.createFrom().item(Applied.nothing())
                                        : apply(connection, fresh, intake)
                                                .call(
                                                        () ->
                                                                Positions.advance(
                                                                        connection,
                                                                        topicId,
                                                                        ends(fresh))));
    }

    private <T> Uni<Applied<T>> apply(
            SqlConnection connection, List<Received<T>> fresh, Intake<T> intake) {
        List<Arrival<T>> arrivals = new ArrayList<>();
        List<OutboxRecord> deadLetters = new ArrayList<>();
        for (Received<T> received : fresh) {
            Arrival<T> arrival = received.arrival();
            if (arrival == null) {
                deadLetters.add(received.deadLetter());
            } else {
                arrivals.add(arrival);
            }
        }
        Uni<Runnable> applied =
                arrivals.isEmpty()
                        ? Uni.createFrom().item(() -> {})
                        : intake.apply(connection, arrivals);
        return applied.call(() -> outbox.append(connection, deadLetters))
                .map(afterwards -> new Applied<>(fresh, afterwards));
    }

    private static <T> boolean isFresh(Received<T> received, Map<Integer, Long> next) {
        ConsumerRecord<String, byte[]> record = received.record();
        return record.offset() >= next.getOrDefault(record.partition(), 0L);
    }

    /** The offset after the last record of each partition, partitions ascending. */
    private static <T> Map<Integer, Long> ends(List<Received<T>> batch) {
        Map<Integer, Long> ends = new TreeMap<>();
        batch.forEach(r -> ends.put(r.record().partition(), r.record().offset() + 1));
        return ends;
    }

    private static List<String> topics(ConsumerRecords<String, byte[]> records) {
        return records.partitions().stream().map(p -> p.topic()).distinct().sorted().toList();
    }

    private <T> void count(String topic, List<Received<T>> batch, List<Received<T>> fresh) {
        List<Received<T>> dead = fresh.stream().filter(r -> r.poison() != null).toList();
        metrics.consumed(
                topic, fresh.size() - dead.size(), batch.size() - fresh.size(), dead.size());
        dead.forEach(
                r ->
                        LOG.errorf(
                                "record goes to the dead-letter topic: kafkaTopic=%s partition=%d"
                                        + " offset=%d reason=%s",
                                topic, r.record().partition(), r.record().offset(), r.poison()));
    }

    private void failed(String topic, Throwable e) {
        metrics.failed(topic);
        LOG.warnf("consuming is tried again: kafkaTopic=%s (%s)", topic, Poison.describe(e));
    }

    private static void blame(String topic, Throwable e) {
        LOG.errorf("a record cannot be processed: kafkaTopic=%s (%s)", topic, Poison.describe(e));
    }

    /**
     * What a transaction did.
     *
     * @param fresh the records that had not been consumed before
     */
    private record Applied<T>(List<Received<T>> fresh, Runnable afterwards) {

        static <T> Applied<T> nothing() {
            return new Applied<>(List.of(), () -> {});
        }
    }
}
