package dev.nextup.ticket.queue;

/** Examples of the API document; a test compares their members with real answers. */
final class QueueExamples {

    static final String CALL_NEXT_REQUEST =
            """
            {
              "counterId": "e3a9d1f4-6c2b-4c8f-b7a1-2d5e8f9c0b65"
            }
            """;

    static final String CALLED =
            """
            {
              "id": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54",
              "number": "GEN-007",
              "status": "CALLED",
              "organizationId": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10",
              "branchId": "1b5d2c77-90f4-4a0d-8a4f-0a1f6f7a9b21",
              "departmentId": "c2b7f6de-5f57-4b5f-9d0e-62cf2f6a8d32",
              "serviceId": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43",
              "serviceName": "General Enquiries",
              "position": null,
              "ahead": null,
              "estimatedWait": null,
              "createdAt": "2026-11-22T10:00:00.123456Z",
              "calledAt": "2026-11-22T10:06:30.654321Z",
              "counter": {"id": "e3a9d1f4-6c2b-4c8f-b7a1-2d5e8f9c0b65", "name": "Counter 1"},
              "callCount": 1,
              "completedAt": null,
              "currentlyServing": "GEN-007",
              "confirmedAt": null,
              "delaysLeft": 3,
              "reach": null,
              "version": 2
            }
            """;

    static final String QUEUE =
            """
            {
              "id": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43",
              "name": "General Enquiries",
              "open": true,
              "services": [
                {"id": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43", "name": "General Enquiries", "open": true}
              ],
              "waiting": [
                {
                  "id": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54",
                  "number": "GEN-007",
                  "status": "WAITING",
                  "serviceId": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43",
                  "serviceName": "General Enquiries",
                  "position": 1,
                  "createdAt": "2026-11-22T10:00:00.123456Z",
                  "calledAt": null,
                  "counter": null,
                  "callCount": 0,
                  "priority": 0,
                  "recallsLeft": null,
                  "confirmedAt": null,
                  "reach": {
                    "state": "shown",
                    "notificationType": "ticket_created",
                    "channel": "push",
                    "at": "2026-11-22T10:00:02.345678Z",
                    "reason": null
                  },
                  "completedAt": null,
                  "restorableUntil": null,
                  "version": 1
                }
              ],
              "called": [],
              "held": [],
              "missed": [],
              "done": [],
              "counts": {"waiting": 1, "called": 0, "serving": 0, "held": 0, "missed": 0},
              "currentlyServing": null
            }
            """;

    private QueueExamples() {}
}
