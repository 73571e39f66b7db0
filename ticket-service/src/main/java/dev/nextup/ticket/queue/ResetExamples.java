package dev.nextup.ticket.queue;

/** Examples of the API document; a test compares their members with real answers. */
final class ResetExamples {

    static final String RESET_REQUEST =
            """
            {"cleanup": true}
            """;

    static final String RESET =
            """
            {"cancelled": 17, "archived": 60}
            """;

    static final String CLEANED_UP =
            """
            {"archived": 60}
            """;

    private ResetExamples() {}
}
