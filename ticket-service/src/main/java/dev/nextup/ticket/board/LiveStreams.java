package dev.nextup.ticket.board;

import dev.nextup.http.Caller;
import dev.nextup.ticket.board.LiveKey.Kind;
import dev.nextup.ticket.lifecycle.TicketViews;
import dev.nextup.ticket.queue.QueueViews;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/**
 * Opens streams. Whether the caller may is decided as by the matching GET, which is asked; each
 * refusal is the GET's.
 */
@ApplicationScoped
class LiveStreams {

    private final Boards boards;
    private final QueueViews queues;
    private final TicketViews tickets;
    private final LiveMetrics metrics;

    LiveStreams(Boards boards, QueueViews queues, TicketViews tickets, LiveMetrics metrics) {
        this.boards = boards;
        this.queues = queues;
        this.tickets = tickets;
        this.metrics = metrics;
    }

    Uni<LiveStream> ofBoard(UUID queueId) {
        return boards.scope(queueId)
                .map(scope -> new LiveKey(Kind.BOARD, queueId, scope.organizationId()))
                .map(key -> new LiveStream(key, queueId, Instant.MAX, metrics));
    }

    Uni<LiveStream> ofQueue(UUID queueId, Caller.Staff staff, Instant expiresAt) {
        LiveKey key = new LiveKey(Kind.QUEUE, queueId, staff.organizationId());
        return queues.of(queueId, staff.organizationId())
                .map(view -> new LiveStream(key, queueId, expiresAt, metrics));
    }

    Uni<LiveStream> ofTicket(UUID ticketId, Caller caller, Instant expiresAt) {
        return tickets.of(ticketId, caller)
                .map(view -> new LiveStream(LiveViews.home(view), ticketId, expiresAt, metrics));
    }
}
