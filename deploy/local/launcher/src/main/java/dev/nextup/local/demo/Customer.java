package dev.nextup.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** Who takes a ticket and wants to be told. The ticket's token stays in here. */
final class Customer {

    private final Office office;
    private final Ticket ticket;
    private final String facts;
    private final Api holder;

    private Customer(Office office, JsonNode answer, Api holder) {
        this.office = office;
        this.ticket = Ticket.of(answer);
        this.facts = ticket.facts() + ", position " + answer.path("position").asText();
        this.holder = holder;
    }

    /** Takes a ticket of the office's service. */
    static Customer arrive(Api anybody, Office office) {
        JsonNode request =
                Api.object()
                        .put("organizationId", office.organizationId())
                        .put("serviceId", office.serviceId())
                        .put("language", "en");
        JsonNode answer = anybody.post("/api/tickets", request);
        return new Customer(office, answer, anybody.as(Api.text(answer, "/token")));
    }

    Ticket ticket() {
        return ticket;
    }

    String facts() {
        return facts;
    }

    /** Binds the browser to the ticket; the ticket's token is all the proof there is. */
    void subscribe(SimulatedBrowser browser) {
        JsonNode request =
                Api.object()
                        .put("organizationId", office.organizationId())
                        .put("ticketId", ticket.id())
                        .set("subscription", browser.subscription());
        holder.post("/api/notifications/subscribe", request);
    }
}
