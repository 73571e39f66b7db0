package dev.nextup.ticket;

import static org.awaitility.Awaitility.await;

import dev.nextup.test.kafka.TestKafka;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What other services tell, through Kafka. */
public final class Consumption {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String CONSUMED =
            "SELECT 1 FROM inbox_position WHERE kafka_topic = $1 AND partition = $2 AND next_offset > $3";

    private final Pool pool;

    public Consumption(Pool pool) {
        this.pool = pool;
    }

    /** Publishes a record; returns once it has taken effect or was set aside. */
    public void of(String topic, String key, byte @Nullable [] value) {
        RecordMetadata sent = TestKafka.send(topic, key, value);
        await().atMost(PATIENCE).until(() -> isConsumed(sent));
    }

    private boolean isConsumed(RecordMetadata sent) {
        return pool.preparedQuery(CONSUMED)
                        .executeAndAwait(Tuple.of(sent.topic(), sent.partition(), sent.offset()))
                        .size()
                == 1;
    }
}
