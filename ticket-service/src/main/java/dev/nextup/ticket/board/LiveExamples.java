package dev.nextup.ticket.board;

/**
 * Words and examples of the API document. Data is cut short: it is the whole answer of the matching
 * GET.
 */
final class LiveExamples {

    static final String HOW =
            "Event `snapshot` first, then `change`; each `data` is the whole JSON of the matching GET. Changes in"
                    + " quick succession are told as one: the newest state. A comment comes at least every 15 seconds."
                    + " Reconnecting, with `Last-Event-ID` or without, starts with a fresh snapshot.";

    static final String UNTIL_TOKEN_ENDS =
            HOW + " Ends with the token: open it again with a new one.";

    static final String TICKET =
            """
            event: snapshot
            id: 5b1e7f3c-1
            data: {"number": "GEN-007", "status": "WAITING", "position": 2}

            :

            event: change
            id: 5b1e7f3c-9
            data: {"number": "GEN-007", "status": "CALLED", "position": null}

            """;

    static final String QUEUE =
            """
            event: snapshot
            id: 5b1e7f3c-2
            data: {"name": "General Enquiries", "open": true, "counts": {"waiting": 3}}

            """;

    static final String BOARD =
            """
            event: snapshot
            id: 5b1e7f3c-3
            data: {"serving": [], "recent": [], "waiting": 3}

            """;

    private LiveExamples() {}
}
