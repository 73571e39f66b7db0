package dev.nextup.ticket.join;

/** Examples of the API document; a test compares their members with real answers. */
final class JoinExamples {

    static final String JOIN_CODE =
            """
            {
              "code": "7K3M9QXW",
              "validUntil": "2026-03-02T09:05:00Z",
              "joinUrl": "https://nextup.example/?org=demo&service=0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43&joinCode=7K3M9QXW"
            }
            """;

    private JoinExamples() {}
}
