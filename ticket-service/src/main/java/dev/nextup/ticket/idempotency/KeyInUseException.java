package dev.nextup.ticket.idempotency;

/** Of several commands that were to be done together, one may have been done before. */
public final class KeyInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyInUseException() {
        super("an Idempotency-Key is in use", null, false, false);
    }
}
