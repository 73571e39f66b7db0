package dev.nextup.ticket.message;

/** Examples of the API document; a test compares their members with real answers. */
final class MessageExamples {

    static final String TEMPLATE =
            """
            {
              "title": "{number}, please!",
              "body": "Come to {counter} of {department} now."
            }
            """;

    static final String MESSAGE =
            """
            {
              "kind": "your_turn",
              "language": "en",
              "title": "{number}, please!",
              "body": "Come to {counter} of {department} now."
            }
            """;

    private MessageExamples() {}
}
