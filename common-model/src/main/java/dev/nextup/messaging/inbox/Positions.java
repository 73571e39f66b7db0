package dev.nextup.messaging.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How far each partition has been consumed, in the table {@code inbox_position}. */
final class Positions {

    /** Locks the rows, in one order; the update of nothing returns those that were there. */
    private static final String LOCK =
            "INSERT INTO inbox_position (topic_id, partition, kafka_topic, next_offset)"
                    + " SELECT $1, p, $3, 0 FROM unnest($2::int[]) AS p ORDER BY p"
                    + " ON CONFLICT (topic_id, partition) DO UPDATE SET kafka_topic = excluded.kafka_topic"
                    + " RETURNING partition, next_offset";

    private static final String ADVANCE =
            "UPDATE inbox_position i SET next_offset = u.next_offset"
                    + " FROM unnest($2::int[], $3::bigint[]) AS u (partition, next_offset)"
                    + " WHERE i.topic_id = $1 AND i.partition = u.partition";

    private Positions() {}

    /**
     * The offset of the next record to consume, per partition; other consumers of these partitions
     * wait until the transaction ends.
     */
    static Uni<Map<Integer, Long>> lock(
            SqlConnection connection, UUID topicId, String topic, Map<Integer, Long> ends) {
        Integer[] partitions = ends.keySet().toArray(Integer[]::new);
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(topicId, partitions, topic))
                .map(
                        rows -> {
                            Map<Integer, Long> next = new HashMap<>();
                            for (Row row : rows) {
                                next.put(row.getInteger("partition"), row.getLong("next_offset"));
                            }
                            return next;
                        });
    }

    /**
     * @param ends the offset after the last consumed record, per partition
     */
    static Uni<Void> advance(SqlConnection connection, UUID topicId, Map<Integer, Long> ends) {
        Integer[] partitions = ends.keySet().toArray(Integer[]::new);
        Long[] offsets = ends.values().toArray(Long[]::new);
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(topicId, partitions, offsets))
                .replaceWithVoid();
    }
}
