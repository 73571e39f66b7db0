package dev.nextup.subscription;

import static org.awaitility.Awaitility.await;

import dev.nextup.test.kafka.TestKafka;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Hands records to the running service and waits until it has taken them in. */
public final class Consumption {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String CONSUMED =
            "SELECT count(*) FROM inbox_position"
                    + " WHERE kafka_topic = $1 AND partition = $2 AND next_offset > $3";

    private final Pool pool;

    public Consumption(Pool pool) {
        this.pool = pool;
    }

    /** Publishes what another service would say of the ticket; returns once it has taken effect. */
    public RecordMetadata of(String topic, UUID ticketId, byte[] value) {
        return of(topic, ticketId.toString(), value);
    }

    /** Publishes any record; returns once it has taken effect or was set aside. */
    public RecordMetadata of(String topic, String key, byte[] value) {
        RecordMetadata sent = TestKafka.send(topic, key, value);
        await().atMost(PATIENCE).until(() -> isConsumed(sent));
        return sent;
    }

    /** Returns once each of them has taken effect. */
    public void all(List<RecordMetadata> sent) {
        sent.forEach(one -> await().atMost(PATIENCE).until(() -> isConsumed(one)));
    }

    private boolean isConsumed(RecordMetadata sent) {
        return pool.preparedQuery(CONSUMED)
                        .execute(Tuple.of(sent.topic(), sent.partition(), sent.offset()))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getLong(0)
                == 1;
    }
}
