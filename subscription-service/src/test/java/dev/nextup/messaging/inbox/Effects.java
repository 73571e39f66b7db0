package dev.nextup.messaging.inbox;

import dev.nextup.event.EventTypes;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.event.ticket.TicketEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An intake that writes down what it is given: one row per record, without any defence of its own
 * against a second time.
 */
final class Effects implements Intake<TicketEvent> {

    /** What the table refuses as the number of a ticket. */
    static final String REFUSED = "REFUSED";

    /** The number of a ticket over which this intake's own code trips. */
    static final String BUG = "BUG";

    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS inbox_test_effect (position bigint GENERATED ALWAYS AS IDENTITY,"
                    + " kafka_topic text NOT NULL, ticket_id uuid NOT NULL, ticket_number text,"
                    + " CONSTRAINT ck_inbox_test_effect CHECK (ticket_number <> 'REFUSED'))";

    private static final String WRITE =
            "INSERT INTO inbox_test_effect (kafka_topic, ticket_id, ticket_number)"
                    + " SELECT $1, u.id, u.number FROM unnest($2::uuid[], $3::text[])"
                    + " WITH ORDINALITY AS u (id, number, position) ORDER BY u.position";

    private static final String READ =
            "SELECT ticket_number FROM inbox_test_effect WHERE kafka_topic = $1 ORDER BY position";

    private final Pool pool;
    private final String topic;
    private final AtomicInteger commits = new AtomicInteger();
    private final List<Integer> sizes = new CopyOnWriteArrayList<>();

    private volatile Function<SqlConnection, Uni<Void>> fault = c -> Uni.createFrom().voidItem();
    private volatile int faults;
    private volatile boolean erasable;

    Effects(Pool pool, String topic) {
        this.pool = pool;
        this.topic = topic;
        pool.query(TABLE).execute().await().indefinitely();
    }

    /** As on a compacted topic. */
    void allowErasure() {
        erasable = true;
    }

    /** The first {@code times} transactions meet {@code fault} after they have written. */
    void failAtFirst(int times, Function<SqlConnection, Uni<Void>> fault) {
        this.faults = times;
        this.fault = fault;
    }

    /** The numbers of the tickets written, in order; null for an erasure. */
    List<String> written() {
        List<String> numbers = new ArrayList<>();
        for (Row row : pool.preparedQuery(READ).execute(Tuple.of(topic)).await().indefinitely()) {
            numbers.add(row.getString(0));
        }
        return numbers;
    }

    /** How many records each call was given, including those that failed. */
    List<Integer> sizes() {
        return sizes;
    }

    /** How often there was something to do after a commit. */
    int commits() {
        return commits.get();
    }

    @Override
    public EventTypes<TicketEvent> types() {
        return TicketEvents.TYPES;
    }

    @Override
    public boolean erasable() {
        return erasable;
    }

    @Override
    public Uni<Runnable> apply(SqlConnection connection, List<Arrival<TicketEvent>> arrivals) {
        sizes.add(arrivals.size());
        boolean fails = sizes.size() <= faults;
        UUID[] ids = arrivals.stream().map(Arrival::key).toArray(UUID[]::new);
        String[] numbers = arrivals.stream().map(Effects::number).toArray(String[]::new);
        return connection
                .preparedQuery(WRITE)
                .execute(Tuple.of(topic, ids, numbers))
                .chain(() -> fails ? fault.apply(connection) : Uni.createFrom().voidItem())
                .replaceWith(() -> () -> commits.incrementAndGet());
    }

    private static String number(Arrival<TicketEvent> arrival) {
        if (arrival.event() == null) {
            return null;
        }
        String number = arrival.event().data().ticket().ticketNumber();
        if (number.equals(BUG)) {
            throw new IllegalStateException("our own code trips over this one");
        }
        return number;
    }
}
