package dev.nextup.messaging.outbox;

import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writing side of the outbox. */
public final class Outbox {

    private static final String INSERT =
            "INSERT INTO outbox (kafka_topic, record_key, record_value, record_headers)"
                    + " SELECT t.topic, t.key, t.value, t.headers::jsonb"
                    + " FROM unnest($1::text[], $2::text[], $3::bytea[], $4::text[]) WITH ORDINALITY"
                    + " AS t (topic, key, value, headers, position) ORDER BY t.position";

    private final Runnable wakeRelay;

    /**
     * @param wakeRelay called after each commit, from any thread; must not block
     */
    public Outbox(Runnable wakeRelay) {
        this.wakeRelay = wakeRelay;
    }

    /**
     * Writes the records on the caller's connection, so that they commit or vanish with the
     * caller's transaction. Append while holding the lock of the aggregate the records tell about:
     * that lock is what orders them. While tracing is on, events say which span they come from.
     *
     * @return completes when the rows are written (not yet committed)
     */
    public Uni<Void> append(SqlConnection connection, List<OutboxRecord> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection.preparedQuery(INSERT).execute(columnsOf(records)).replaceWithVoid();
    }

    /** Tells the relay that a transaction with appended records has committed. */
    public void committed() {
        wakeRelay.run();
    }

    private static Tuple columnsOf(List<OutboxRecord> records) {
        String[] topics = new String[records.size()];
        String[] keys = new String[records.size()];
        @Nullable Buffer[] values = new Buffer[records.size()];
        @Nullable String[] headers = new String[records.size()];
        Map<String, String> trace = trace();
        for (int i = 0; i < records.size(); i++) {
            OutboxRecord record = records.get(i);
            topics[i] = record.kafkaTopic();
            keys[i] = record.key();
            byte[] value = record.value();
            values[i] = value == null ? null : Buffer.buffer(value);
            headers[i] = json(record.isEvent() ? withTrace(record, trace) : record.headers());
        }
        return Tuple.of(topics, keys, values, headers);
    }

    private static Map<String, String> trace() {
        return TraceParent.current()
                .map(trace -> Map.of(TraceParent.HEADER, trace.value()))
                .orElse(Map.of());
    }

    private static Map<String, String> withTrace(OutboxRecord record, Map<String, String> trace) {
        return record.headers().isEmpty() ? trace : record.headers();
    }

    private static @Nullable String json(Map<String, String> headers) {
        return headers.isEmpty() ? null : new JsonObject(new HashMap<>(headers)).encode();
    }
}
