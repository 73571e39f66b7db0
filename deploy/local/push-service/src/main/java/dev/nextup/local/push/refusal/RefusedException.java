package dev.nextup.local.push.refusal;

/**
 * A request that is refused. The detail goes to the client and must quote nothing of it: no
 * endpoint, key, token or payload.
 */
public final class RefusedException extends RuntimeException {

    private final Reason reason;

    /**
     * @param detail a sentence that says what is wrong and what would be right
     */
    public RefusedException(Reason reason, String detail) {
        // Expected, so a stack trace would only cost time.
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** The sentence for the client. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
