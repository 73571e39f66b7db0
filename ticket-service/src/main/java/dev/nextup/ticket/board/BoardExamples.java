package dev.nextup.ticket.board;

/** Examples of the API document; a test compares their members with real answers. */
final class BoardExamples {

    static final String BOARD =
            """
            {
              "serving": [
                {"number": "GEN-007", "counter": "Counter 1", "calledAt": "2026-11-22T10:06:30.654321Z"}
              ],
              "recent": [
                {"number": "GEN-006", "counter": "Counter 2", "calledAt": "2026-11-22T10:01:12.123456Z"}
              ],
              "waiting": 3
            }
            """;

    private BoardExamples() {}
}
