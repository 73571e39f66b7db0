package dev.nextup.ticket.board;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.board.LiveKey.Kind;
import dev.nextup.ticket.lifecycle.TicketView;
import dev.nextup.ticket.lifecycle.TicketViews;
import dev.nextup.ticket.queue.QueueViews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Reads what streams show, with the use cases and the JSON of the matching GET. */
@ApplicationScoped
class LiveViews {

    private final Boards boards;
    private final QueueViews queues;
    private final TicketViews tickets;
    private final ObjectMapper mapper;
    private final String replica = UUID.randomUUID().toString();
    private final AtomicLong frames = new AtomicLong();

    LiveViews(Boards boards, QueueViews queues, TicketViews tickets, ObjectMapper mapper) {
        this.boards = boards;
        this.queues = queues;
        this.tickets = tickets;
        this.mapper = mapper;
    }

    /**
     * One read for all members.
     *
     * @return a frame per member; none for what does not exist any more
     */
    Uni<Map<UUID, LiveFrame>> read(LiveKey key, Set<UUID> members) {
        return switch (key.kind()) {
            case BOARD -> only(key, boards.view(key.id()));
            case QUEUE -> only(key, queues.of(key.id(), key.organizationId()));
            case TICKET -> tickets.of(members).map(this::frames);
        };
    }

    /** Where a ticket's view is read. */
    static LiveKey home(TicketView ticket) {
        return new LiveKey(Kind.TICKET, ticket.departmentId(), ticket.organizationId());
    }

    private Uni<Map<UUID, LiveFrame>> only(LiveKey key, Uni<?> view) {
        return view.map(found -> Map.of(key.id(), frame(key, found)))
                .onFailure(RejectedException.class)
                .recoverWithItem(Map.of());
    }

    private Map<UUID, LiveFrame> frames(List<TicketView> views) {
        Map<UUID, LiveFrame> made = new HashMap<>();
        views.forEach(view -> made.put(view.id(), frame(home(view), view)));
        return made;
    }

    private LiveFrame frame(LiveKey home, Object view) {
        try {
            String id = replica + "-" + frames.incrementAndGet();
            return LiveFrame.of(home, id, mapper.writeValueAsString(view));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view cannot be written", e);
        }
    }
}
