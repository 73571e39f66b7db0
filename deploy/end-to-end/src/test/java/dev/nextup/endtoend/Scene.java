package dev.nextup.endtoend;

import dev.nextup.event.Topics;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.event.ticket.TicketEvents;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** One ticket with its browser, and what stands between the dispatcher and the browser. */
record Scene(DispatcherTables tables, Gate gate, InventedTicket ticket, SimulatedBrowser browser) {

    static final String CREATED = "ticket_created ACCEPTED";

    static Scene of(DispatcherTables tables, Gate gate, SimulatedBrowser browser) {
        return new Scene(tables, gate, InventedTicket.create(), browser);
    }

    /** The ticket and its binding, whose place in the topics is known then. */
    void open(EventWriter writer, String keyId) {
        writer.write(
                Topics.SUBSCRIPTION_EVENTS,
                id(),
                EventWriter.encode(
                        SubscriptionEvents.BINDINGS, id(), ticket.bound(browser, keyId)));
        writer.write(
                Topics.TICKET_EVENTS,
                id(),
                EventWriter.encode(TicketEvents.TYPES, id(), ticket.created(1)));
    }

    void call(EventWriter writer) {
        writer.write(
                Topics.TICKET_EVENTS,
                id(),
                EventWriter.encode(TicketEvents.TYPES, id(), ticket.called(2)));
    }

    /** The kind and state of the last delivery. */
    String call() throws SQLException {
        List<String> all = tables.deliveries(id());
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    int callsReceived() {
        return browser.messages("your_turn").size();
    }

    UUID id() {
        return ticket.id();
    }
}
