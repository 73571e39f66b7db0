package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.endtoend.Command.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One customer after another takes a ticket, subscribes a browser of its own, and then the oldest
 * waiting ticket is called: each may be called before or after the subscription is known.
 */
final class Visitor extends RepeatingClient {

    private final NotifiedOffice office;
    private final Random random;
    private final Ledger ledger;
    private final Map<UUID, Customer> subscribed;
    private @Nullable Customer arriving;
    private boolean calls;

    /**
     * @param subscribed receives each customer once the subscription was answered
     */
    Visitor(NotifiedOffice office, Random random, Ledger ledger, Map<UUID, Customer> subscribed) {
        super(ledger);
        this.office = office;
        this.random = random;
        this.ledger = ledger;
        this.subscribed = subscribed;
    }

    @Override
    Command next() {
        String key = new UUID(random.nextLong(), random.nextLong()).toString();
        if (arriving != null) {
            return arriving.subscribe(office.key());
        }
        return calls
                ? office.demo().callNext(office.demo().general(), key)
                : office.demo().take(office.demo().general(), key);
    }

    @Override
    Optional<TicketClient> replicaFor(Command command) {
        return Optional.of(
                command.kind() == Kind.SUBSCRIBE ? office.subscriptions() : office.tickets());
    }

    @Override
    void note(Command command, Answer answer, TicketClient replica) {
        switch (command.kind()) {
            case TAKE -> {
                change(command.kind(), answer, replica, 201);
                arriving = Customer.with(answer.body(), browser());
            }
            case SUBSCRIBE -> {
                assertThat(answer.status()).as("answer to subscribe").isEqualTo(200);
                Customer customer = arriving;
                if (customer != null) {
                    subscribed.put(customer.ticket(), customer);
                }
                arriving = null;
                calls = true;
            }
            case CALL -> {
                calls = false;
                // Nobody waits: the other visitors have called everybody.
                if (answer.status() != 204) {
                    change(command.kind(), answer, replica, 200);
                }
            }
            case COMPLETE, SKIP, SERVE, REQUEUE, TRANSFER, DELAY, CANCEL, CONFIRM, ACKNOWLEDGE ->
                    throw new IllegalStateException("never sent");
        }
    }

    private void change(Kind kind, Answer answer, TicketClient replica, int expected) {
        assertThat(answer.status()).as("answer to %s", kind).isEqualTo(expected);
        Change change =
                new Change(
                        UUID.fromString(answer.text("id")), answer.body().path("version").asLong());
        ledger.answered(kind, change, answer.took(), replica);
    }

    private SimulatedBrowser browser() {
        try {
            return SimulatedBrowser.open(office.browsers(), office.key());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
