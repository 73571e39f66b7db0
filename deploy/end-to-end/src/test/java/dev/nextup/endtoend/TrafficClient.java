package dev.nextup.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.endtoend.Command.Kind;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One client that takes, calls and completes at random. */
final class TrafficClient extends RepeatingClient {

    private final DemoOffice office;
    private final Random random;
    private final @Nullable String counter;
    private final Replicas replicas;
    private final Ledger ledger;
    private final Queue<String> served = new ArrayDeque<>();

    /**
     * @param counter where this client calls to; null: it calls without one and completes itself
     */
    TrafficClient(
            DemoOffice office,
            Random random,
            @Nullable String counter,
            Replicas replicas,
            Ledger ledger) {
        super(ledger);
        this.office = office;
        this.random = random;
        this.counter = counter;
        this.replicas = replicas;
        this.ledger = ledger;
    }

    @Override
    Optional<TicketClient> replicaFor(Command command) {
        return replicas.any(random);
    }

    @Override
    void note(Command command, Answer answer, TicketClient replica) {
        if (answer.status() == 204) {
            return;
        }
        JsonNode ticket = ticketIn(command, answer);
        Change change =
                new Change(
                        UUID.fromString(ticket.path("id").asText()),
                        ticket.path("version").asLong());
        ledger.answered(command.kind(), change, answer.took(), replica);
        if (command.kind() == Kind.CALL && counter == null) {
            served.add(change.ticket().toString());
        }
    }

    /** Completing has no key; that a repetition finds the ticket completed proves the first one. */
    private JsonNode ticketIn(Command command, Answer answer) {
        if (answer.status() == 200 || answer.status() == 201) {
            return answer.body();
        }
        JsonNode ticket = answer.body().path("ticket");
        if (isRepeated()
                && command.kind() == Kind.COMPLETE
                && ticket.path("status").asText().equals("COMPLETED")) {
            return ticket;
        }
        throw new AssertionError(command.kind() + " was answered " + answer.status());
    }

    @Override
    Command next() {
        int dice = random.nextInt(100);
        String key = new UUID(random.nextLong(), random.nextLong()).toString();
        if (dice < 15 && !served.isEmpty()) {
            return office.complete(served.remove());
        }
        if (dice < 57) {
            return office.take(
                    oneOf(office.general(), office.identityCards(), office.buildingPermits()), key);
        }
        return counter == null
                ? office.callNext(oneOf(office.citizens(), office.buildingPermits()), key)
                : office.callNextAt(oneOf(office.citizens(), office.general()), counter, key);
    }

    private String oneOf(String... values) {
        return List.of(values).get(random.nextInt(values.length));
    }
}
