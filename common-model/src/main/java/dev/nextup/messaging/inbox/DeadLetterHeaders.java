package dev.nextup.messaging.inbox;

/** What a dead letter says beside the record it is. Values are text in UTF-8. */
public final class DeadLetterHeaders {

    /** Why it could not be processed: a code. */
    public static final String REASON = "nextup-reason";

    /** Where on its own topic it was met, in decimal. */
    public static final String PARTITION = "nextup-partition";

    /** Where on its own topic it was met, in decimal. */
    public static final String OFFSET = "nextup-offset";

    private DeadLetterHeaders() {}
}
