package dev.nextup.ticket.queue;

import dev.nextup.event.ticket.CounterRef;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.lifecycle.TicketChanges;
import dev.nextup.ticket.queue.QueueView.Counts;
import dev.nextup.ticket.queue.QueueView.Entry;
import dev.nextup.ticket.queue.QueueView.Service;
import dev.nextup.ticket.reach.ReachView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a queue's lists in one statement, hence as of one moment. */
@ApplicationScoped
class QueueLists {

    /** No console shows more; the counts tell of the rest. */
    private static final int LIST_LIMIT = 500;

    /** What can still be taken back. */
    private static final String DONE =
            "t.status = 'COMPLETED' AND t.archived_at IS NULL AND t.completed_at > now() - interval '"
                    + TicketChanges.UNDO.toSeconds()
                    + " seconds'";

    private static final String PART =
            "(SELECT '%1$s' AS list, t.id, t.number, t.status, t.service_id, t.priority, t.created_at, t.called_at,"
                    + " t.counter_id, t.call_count, t.recalls, t.confirmed_at, t.completed_at, t.version,"
                    + " count(*) OVER () AS total, row_number() OVER (ORDER BY %3$s) AS place"
                    + " FROM ticket t WHERE t.service_id = ANY ($1) AND %2$s ORDER BY %3$s LIMIT "
                    + LIST_LIMIT
                    + ")";

    private static final String LISTS =
            "SELECT q.list, q.id, q.number, q.status, q.service_id, q.priority, q.created_at, q.called_at,"
                    + " q.counter_id, q.call_count, q.recalls, q.confirmed_at, q.completed_at, q.version, q.total, q.place,"
                    + " s.name AS service_name, s.recall_limit, c.name AS counter_name, "
                    + ReachView.COLUMNS
                    + " FROM ("
                    + PART.formatted(
                            "waiting", "t.status = 'WAITING'", "t.priority DESC, t.order_key")
                    + " UNION ALL "
                    + PART.formatted(
                            "called", "t.status IN ('CALLED', 'SERVING')", "t.called_at DESC")
                    + " UNION ALL "
                    + PART.formatted("held", "t.status = 'HELD'", "t.arrival")
                    + " UNION ALL "
                    + PART.formatted("missed", "t.status = 'NO_SHOW'", "t.arrival")
                    + " UNION ALL "
                    + PART.formatted("done", DONE, "t.completed_at DESC")
                    + ") q JOIN service s ON s.id = q.service_id LEFT JOIN counter c ON c.id = q.counter_id"
                    + ReachView.join("q.id")
                    + " ORDER BY q.list, q.place";

    private final Pool pool;

    QueueLists(Pool pool) {
        this.pool = pool;
    }

    Uni<QueueView> view(QueueScope scope) {
        return pool.preparedQuery(LISTS)
                .execute(Tuple.of(scope.serviceIds()))
                .map(
                        rows -> {
                            Lists lists = new Lists();
                            rows.forEach(lists::add);
                            return lists.toView(scope);
                        });
    }

    /** Sorts the rows of the one statement into their lists. */
    private static final class Lists {
        private final List<Entry> waiting = new ArrayList<>();
        private final List<Entry> called = new ArrayList<>();
        private final List<Entry> held = new ArrayList<>();
        private final List<Entry> missed = new ArrayList<>();
        private final List<Entry> done = new ArrayList<>();
        private int waitingTotal;
        private int heldTotal;
        private int missedTotal;

        void add(Row row) {
            int total = row.getInteger("total");
            switch (row.getString("list")) {
                case "waiting" -> {
                    waiting.add(entry(row, row.getInteger("place")));
                    waitingTotal = total;
                }
                case "called" -> called.add(entry(row, null));
                case "done" -> done.add(entry(row, null));
                case "held" -> {
                    held.add(entry(row, null));
                    heldTotal = total;
                }
                default -> {
                    missed.add(entry(row, null));
                    missedTotal = total;
                }
            }
        }

        QueueView toView(QueueScope scope) {
            int serving =
                    (int) called.stream().filter(e -> e.status() == TicketStatus.SERVING).count();
            Counts counts =
                    new Counts(
                            waitingTotal, called.size() - serving, serving, heldTotal, missedTotal);
            String currentlyServing = called.isEmpty() ? null : called.get(0).number();
            return new QueueView(
                    scope.id(),
                    scope.name(),
                    scope.open(),
                    services(scope),
                    waiting,
                    called,
                    held,
                    missed,
                    done,
                    counts,
                    currentlyServing);
        }
    }

    private static List<Service> services(QueueScope scope) {
        return scope.services().stream()
                .map(service -> new Service(service.id(), service.name(), service.open()))
                .sorted(Comparator.comparing(Service::name).thenComparing(Service::id))
                .toList();
    }

    private static Entry entry(Row row, @Nullable Integer position) {
        UUID counterId = row.getUUID("counter_id");
        Instant completedAt = instant(row, "completed_at");
        return new Entry(
                row.getUUID("id"),
                row.getString("number"),
                TicketStatus.valueOf(row.getString("status")),
                row.getUUID("service_id"),
                row.getString("service_name"),
                position,
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "called_at"),
                counterId == null ? null : new CounterRef(counterId, row.getString("counter_name")),
                row.getInteger("call_count"),
                row.getInteger("priority"),
                recallsLeft(row),
                instant(row, "confirmed_at"),
                ReachView.of(row),
                completedAt,
                completedAt == null ? null : completedAt.plus(TicketChanges.UNDO),
                row.getLong("version"));
    }

    private static @Nullable Integer recallsLeft(Row row) {
        Integer limit = row.getInteger("recall_limit");
        return limit == null || !row.getString("status").equals(TicketStatus.CALLED.name())
                ? null
                : Integer.valueOf(Math.max(0, limit - row.getInteger("recalls")));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
