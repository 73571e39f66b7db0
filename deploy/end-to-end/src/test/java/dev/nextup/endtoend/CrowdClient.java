package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * One of many people. Commands cross: that a ticket is no longer in a state for one is an ordinary
 * answer. One in ten commands with a key is sent once more, as an impatient client would.
 */
abstract class CrowdClient extends RepeatingClient {

    final DemoOffice office;
    final Random random;
    private final Replicas replicas;
    private final Ledger ledger;

    CrowdClient(DemoOffice office, Random random, Replicas replicas, Ledger ledger) {
        super(ledger);
        this.office = office;
        this.random = random;
        this.replicas = replicas;
        this.ledger = ledger;
    }

    /** The ticket after a command that was done. */
    abstract void done(Command command, JsonNode ticket);

    /** The ticket that was in no state for the command; a missing node if nobody waits. */
    abstract void notDone(Command command, JsonNode ticket);

    @Override
    final Optional<TicketClient> replicaFor(Command command) {
        return replicas.any(random);
    }

    @Override
    final void note(Command command, Answer answer, TicketClient replica) {
        if (answer.status() == 204 || answer.status() == 409) {
            notDone(command, answer.body().path("ticket"));
            return;
        }
        assertThat(answer.status()).as("%s: %s", command.kind(), answer.body()).isIn(200, 201);
        UUID ticket = UUID.fromString(answer.text("id"));
        Change change = new Change(ticket, answer.body().path("version").asLong());
        ledger.answered(command.kind(), change, answer.took(), replica);
        if (!command.key().isEmpty() && random.nextInt(10) == 0) {
            mustBeRepeated(command, ticket);
        }
        done(command, answer.body());
    }

    final String key() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    final String anyService() {
        return switch (random.nextInt(3)) {
            case 0 -> office.general();
            case 1 -> office.identityCards();
            default -> office.buildingPermits();
        };
    }

    private void mustBeRepeated(Command command, UUID ticket) {
        try {
            Answer again = replicas.any(random).orElseThrow().send(command);
            assertThat(again.text("id")).as("answer to a repetition").isEqualTo(ticket.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
