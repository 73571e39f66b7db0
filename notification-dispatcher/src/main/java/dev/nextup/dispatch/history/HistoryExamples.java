package dev.nextup.dispatch.history;

/** Examples of the API document; a test compares their members with real answers. */
final class HistoryExamples {

    static final String PAGE =
            """
            {
              "items": [
                {
                  "deliveryId": "a9b8c7d6-e5f4-4a3b-9c2d-1e0f9a8b7c07",
                  "ticketId": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54",
                  "ticketNumber": "GEN-014",
                  "notificationType": "your_turn",
                  "status": "ACCEPTED",
                  "error": null,
                  "createdAt": "2026-11-22T10:05:00.012Z",
                  "deadline": "2026-11-22T10:10:00Z",
                  "attempts": [
                    {
                      "channel": "push",
                      "at": "2026-11-22T10:05:00.048Z",
                      "outcome": "accepted",
                      "httpStatus": 201,
                      "pushService": "https://updates.push.services.mozilla.com",
                      "reason": null
                    }
                  ]
                }
              ],
              "next": null
            }
            """;

    private HistoryExamples() {}
}
