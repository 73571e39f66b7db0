package dev.nextup.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.endtoend.Command.Kind;
import java.util.Random;

/** A clerk who calls to a counter and then does what clerks do. */
final class CrowdDesk extends CrowdClient {

    private final String queue;
    private final String counter;
    private String ticket = "";
    private String status = "";

    CrowdDesk(
            DemoOffice office,
            Random random,
            Replicas replicas,
            Ledger ledger,
            String queue,
            String counter) {
        super(office, random, replicas, ledger);
        this.queue = queue;
        this.counter = counter;
    }

    @Override
    Command next() {
        int dice = random.nextInt(100);
        return switch (status) {
            case "CALLED" ->
                    dice < 50
                            ? office.onTicket(Kind.SERVE, ticket, "serve", "")
                            : dice < 65
                                    ? office.skip(ticket)
                                    : dice < 80 ? transfer() : office.complete(ticket);
            case "SERVING" -> dice < 70 ? office.complete(ticket) : callNext();
            case "NO_SHOW" -> dice < 50 ? requeue() : callNext();
            default -> callNext();
        };
    }

    @Override
    void done(Command command, JsonNode answer) {
        ticket = answer.path("id").asText();
        status = answer.path("status").asText();
    }

    @Override
    void notDone(Command command, JsonNode answer) {
        status = "";
    }

    private Command callNext() {
        return office.callNextAt(queue, counter, key());
    }

    private Command requeue() {
        String place = random.nextBoolean() ? "FIRST" : "LAST";
        String body = "{\"place\":\"" + place + "\"}";
        return office.onTicket(Kind.REQUEUE, ticket, "requeue", body);
    }

    /** To the one service that a ticket of this desk is never at. */
    private Command transfer() {
        String to = queue.equals(office.permits()) ? office.general() : office.buildingPermits();
        String body = "{\"serviceId\":\"" + to + "\"}";
        return office.onTicket(Kind.TRANSFER, ticket, "transfer", body);
    }
}
