package dev.nextup.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** What the story needs to know of a ticket. */
record Ticket(String id, String number, String status) {

    static Ticket of(JsonNode answer) {
        return new Ticket(
                Api.text(answer, "/id"), Api.text(answer, "/number"), Api.text(answer, "/status"));
    }

    boolean is(Ticket other) {
        return id.equals(other.id);
    }

    String facts() {
        return number + ", " + status;
    }
}
