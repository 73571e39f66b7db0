package dev.nextup.ticket.lifecycle;

/** Examples of the API document; a test compares their members with real answers. */
final class TicketExamples {

    static final String TAKE_REQUEST =
            """
            {
              "organizationId": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10",
              "serviceId": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43",
              "language": "en"
            }
            """;

    static final String CALL_REQUEST =
            """
            {
              "counterId": "e3a9d1f4-6c2b-4c8f-b7a1-2d5e8f9c0b65"
            }
            """;

    static final String REQUEUE_REQUEST =
            """
            {
              "place": "FIRST"
            }
            """;

    static final String TRANSFER_REQUEST =
            """
            {
              "serviceId": "3c9d2e1f-8a7b-4c6d-9e5f-1a2b3c4d5e76"
            }
            """;

    static final String DELAY_REQUEST =
            """
            {
              "places": 2
            }
            """;

    static final String ISSUED =
            """
            {
              "id": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54",
              "number": "GEN-007",
              "status": "WAITING",
              "organizationId": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10",
              "branchId": "1b5d2c77-90f4-4a0d-8a4f-0a1f6f7a9b21",
              "departmentId": "c2b7f6de-5f57-4b5f-9d0e-62cf2f6a8d32",
              "serviceId": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43",
              "serviceName": "General Enquiries",
              "position": 3,
              "ahead": 2,
              "estimatedWait": {"lowSeconds": 180, "highSeconds": 675},
              "createdAt": "2026-11-22T10:00:00.123456Z",
              "version": 1,
              "token": "eyJhbGciOiJFUzI1NiJ9.…",
              "warnings": []
            }
            """;

    static final String WAITING =
            """
            {
              "id": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54",
              "number": "GEN-007",
              "status": "WAITING",
              "organizationId": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10",
              "branchId": "1b5d2c77-90f4-4a0d-8a4f-0a1f6f7a9b21",
              "departmentId": "c2b7f6de-5f57-4b5f-9d0e-62cf2f6a8d32",
              "serviceId": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43",
              "serviceName": "General Enquiries",
              "position": 3,
              "ahead": 2,
              "estimatedWait": {"lowSeconds": 180, "highSeconds": 675},
              "createdAt": "2026-11-22T10:00:00.123456Z",
              "calledAt": null,
              "counter": null,
              "callCount": 0,
              "completedAt": null,
              "currentlyServing": "GEN-004",
              "confirmedAt": null,
              "delaysLeft": 3,
              "reach": {
                "state": "sent",
                "notificationType": "ticket_created",
                "channel": "push",
                "at": "2026-11-22T10:00:01.234567Z",
                "reason": null
              },
              "version": 1
            }
            """;

    static final String HISTORY =
            """
            {
              "id": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54",
              "number": "GEN-007",
              "transitions": [
                {
                  "at": "2026-11-22T10:00:00.123456Z",
                  "command": "take",
                  "from": null,
                  "to": "WAITING",
                  "actor": {"kind": "customer", "id": null, "name": null},
                  "counter": null,
                  "version": 1
                }
              ]
            }
            """;

    private TicketExamples() {}
}
