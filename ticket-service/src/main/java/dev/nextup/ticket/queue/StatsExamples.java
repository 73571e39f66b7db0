package dev.nextup.ticket.queue;

/** Examples of the API document; a test compares their members with real answers. */
final class StatsExamples {

    static final String STATS =
            """
            {
              "id": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43",
              "name": "General Enquiries",
              "date": "2026-11-22",
              "taken": 41,
              "waiting": 3,
              "called": 1,
              "serving": 1,
              "held": 0,
              "served": 31,
              "noShows": 2,
              "cancelled": 3,
              "expired": 0,
              "waitTime": {"medianSeconds": 412, "p90Seconds": 1180},
              "serviceTime": {"medianSeconds": 265, "p90Seconds": 610},
              "longestWaitSeconds": 540,
              "openCounters": 2,
              "reach": {"notified": 38, "reached": 35, "failed": 2, "share": 0.921},
              "hours": [
                {"from": "2026-11-22T08:00:00Z", "taken": 12, "called": 9, "served": 8}
              ]
            }
            """;

    static final String EXPORT =
            """
            number,service,status,noShow,priority,createdAt,firstCalledAt,lastCalledAt,servingAt,endedAt,counter,calls,waitSeconds,serviceSeconds
            GEN-001,General Enquiries,COMPLETED,false,0,2026-11-22T08:00:12Z,2026-11-22T08:07:04Z,2026-11-22T08:07:04Z,2026-11-22T08:07:40Z,2026-11-22T08:12:05Z,Counter 1,1,412,265
            """;

    private StatsExamples() {}
}
