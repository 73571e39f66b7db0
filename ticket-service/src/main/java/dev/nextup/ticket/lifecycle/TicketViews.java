package dev.nextup.ticket.lifecycle;

import dev.nextup.http.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Tickets for other features to show; nothing here changes one. */
@ApplicationScoped
public class TicketViews {

    private final Tickets tickets;
    private final TicketSnapshots snapshots;

    TicketViews(Tickets tickets, TicketSnapshots snapshots) {
        this.tickets = tickets;
        this.snapshots = snapshots;
    }

    /** Fails with {@link TicketRejection#UNKNOWN_TICKET} also when it is somebody else's. */
    public Uni<TicketView> of(UUID ticketId, Caller caller) {
        return tickets.view(ticketId, caller);
    }

    /** As {@link #of(UUID, Caller)}; with a transaction's connection, as it is within. */
    public Uni<TicketView> of(SqlClient client, UUID ticketId, Caller caller) {
        return tickets.view(client, ticketId, caller);
    }

    /**
     * Those that exist, in one statement. Whether somebody may see them is for the caller to ask.
     */
    public Uni<List<TicketView>> of(Collection<UUID> ticketIds) {
        return snapshots
                .snapshots(ticketIds)
                .map(found -> found.stream().map(TicketView::of).toList());
    }
}
