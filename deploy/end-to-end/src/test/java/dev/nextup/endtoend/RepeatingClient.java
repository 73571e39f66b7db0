package dev.nextup.endtoend;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client that wants one thing after another. A command that got no answer, or a 5xx, is repeated
 * with its own Idempotency-Key until it is answered: so the number of commands is the number of
 * effects, whatever was killed in between.
 */
abstract class RepeatingClient {

    private final Ledger ledger;
    private volatile @Nullable Command pending;
    private boolean repeated;

    RepeatingClient(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What it wants next. */
    abstract Command next();

    /** Whom to ask; empty while nobody is there. */
    abstract Optional<TicketClient> replicaFor(Command command);

    /** An answer below 500; a failed assertion is a surprise in the ledger. */
    abstract void note(Command command, Answer answer, TicketClient replica);

    final boolean isIdle() {
        return pending == null;
    }

    /** Whether the command that was just answered had been sent before. */
    final boolean isRepeated() {
        return repeated;
    }

    /**
     * Sends the unanswered command, or a new one if that is wanted; returns when it is answered.
     */
    final void step(boolean begin) {
        try {
            if (pending == null && begin) {
                pending = next();
                repeated = false;
            }
            Command command = pending;
            if (command != null) {
                replicaFor(command).ifPresent(replica -> send(command, replica));
            }
        } catch (RuntimeException | AssertionError e) {
            ledger.surprised(e);
        }
    }

    private void send(Command command, TicketClient replica) {
        try {
            Answer answer = replica.send(command);
            if (answer.isServerError()) {
                ledger.failed(answer);
                repeated = true;
            } else {
                pending = null;
                note(command, answer, replica);
            }
        } catch (IOException e) {
            ledger.cutOff();
            repeated = true;
        }
    }
}
