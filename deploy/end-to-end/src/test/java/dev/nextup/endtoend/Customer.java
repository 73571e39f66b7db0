package dev.nextup.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.endtoend.Command.Kind;
import java.util.UUID;

/**
 * Somebody with a ticket, and the browser it was taken with.
 *
 * @param token proves the ticket
 */
record Customer(
        UUID ticket, String organization, String number, String token, SimulatedBrowser browser) {

    /**
     * @param ticket as taking it was answered
     */
    static Customer with(JsonNode ticket, SimulatedBrowser browser) {
        return new Customer(
                UUID.fromString(ticket.path("id").asText()),
                ticket.path("organizationId").asText(),
                ticket.path("number").asText(),
                ticket.path("token").asText(),
                browser);
    }

    /** Binds the browser to the ticket; may be repeated. */
    Command subscribe(ApplicationServerKey key) {
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("organizationId", organization)
                        .put("ticketId", ticket.toString())
                        .put("keyId", key.keyId())
                        .set("subscription", browser.subscription());
        return new Command(
                Kind.SUBSCRIBE, "/api/notifications/subscribe", body.toString(), token, "");
    }
}
