package dev.nextup.dispatch.request;

/** Examples of the API document; a test compares their members with real answers. */
final class RequestExamples {

    static final String SEND =
            """
            {
              "organizationId": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10",
              "ticketId": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54",
              "payload": {
                "title": "Counter 3 is closed",
                "body": "Please come to counter 4 instead."
              },
              "notificationType": "your_turn"
            }
            """;

    static final String TEST =
            """
            {
              "ticketId": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54",
              "kind": "your_turn"
            }
            """;

    static final String SENT =
            """
            {
              "success": true,
              "message": "Push notification sent",
              "results": {
                "total": 1,
                "success": 1,
                "failed": 0,
                "details": [
                  {
                    "subscriptionId": "f1e2d3c4-b5a6-4978-8695-a4b3c2d1e006",
                    "success": true,
                    "error": null
                  }
                ]
              },
              "shouldFallback": false
            }
            """;

    static final String FAILED =
            """
            {
              "success": false,
              "message": "Push notification failed",
              "results": {
                "total": 1,
                "success": 0,
                "failed": 1,
                "details": [
                  {
                    "subscriptionId": "f1e2d3c4-b5a6-4978-8695-a4b3c2d1e006",
                    "success": false,
                    "error": "http-503"
                  }
                ]
              },
              "shouldFallback": true
            }
            """;

    private RequestExamples() {}
}
