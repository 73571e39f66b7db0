package dev.nextup.ticket.organization;

/** Examples of the API document; a test compares their members with real answers. */
final class ManagementExamples {

    static final String BRANCH_REQUEST =
            """
            {
              "name": "Harbour Office",
              "address": "2 Pier Road",
              "timeZone": "Europe/Vienna",
              "dayStartsAt": "04:00"
            }
            """;

    static final String BRANCH =
            """
            {
              "id": "1b5d2c77-90f4-4a0d-8a4f-0a1f6f7a9b21",
              "name": "Harbour Office",
              "address": "2 Pier Road",
              "timeZone": "Europe/Vienna",
              "dayStartsAt": "04:00",
              "active": true
            }
            """;

    static final String DEPARTMENT_REQUEST =
            """
            {
              "branchId": "1b5d2c77-90f4-4a0d-8a4f-0a1f6f7a9b21",
              "name": "Trade",
              "description": "Licences and markets"
            }
            """;

    static final String DEPARTMENT =
            """
            {
              "id": "c2b7f6de-5f57-4b5f-9d0e-62cf2f6a8d32",
              "branchId": "1b5d2c77-90f4-4a0d-8a4f-0a1f6f7a9b21",
              "name": "Trade",
              "description": "Licences and markets",
              "active": true
            }
            """;

    static final String SERVICE_REQUEST =
            """
            {
              "departmentId": "c2b7f6de-5f57-4b5f-9d0e-62cf2f6a8d32",
              "name": "Market Stalls",
              "description": "Apply for a stall",
              "prefix": "MKT",
              "expectedServiceSeconds": 420,
              "capacityPerDay": 80,
              "almostTurnAhead": 2,
              "recallLimit": 2,
              "openingHours": {
                "weekdays": {
                  "MONDAY": [{"from": "08:00", "to": "12:00"}, {"from": "13:00", "to": "17:00"}],
                  "FRIDAY": [{"from": "08:00", "to": "12:00"}]
                },
                "exceptions": [
                  {"date": "2026-12-24", "intervals": []},
                  {"date": "2026-12-31", "intervals": [{"from": "08:00", "to": "10:00"}]}
                ]
              },
              "joinCodeRequired": true
            }
            """;

    static final String SERVICE =
            """
            {
              "id": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43",
              "departmentId": "c2b7f6de-5f57-4b5f-9d0e-62cf2f6a8d32",
              "name": "Market Stalls",
              "description": "Apply for a stall",
              "prefix": "MKT",
              "expectedServiceSeconds": 420,
              "capacityPerDay": 80,
              "almostTurnAhead": 2,
              "recallLimit": 2,
              "openingHours": {
                "weekdays": {
                  "MONDAY": [{"from": "08:00", "to": "12:00"}, {"from": "13:00", "to": "17:00"}],
                  "FRIDAY": [{"from": "08:00", "to": "12:00"}]
                },
                "exceptions": [
                  {"date": "2026-12-24", "intervals": []},
                  {"date": "2026-12-31", "intervals": [{"from": "08:00", "to": "10:00"}]}
                ]
              },
              "joinCodeRequired": true,
              "open": true,
              "active": true
            }
            """;

    static final String COUNTER_REQUEST =
            """
            {
              "departmentId": "c2b7f6de-5f57-4b5f-9d0e-62cf2f6a8d32",
              "name": "Counter 5",
              "services": []
            }
            """;

    static final String COUNTER =
            """
            {
              "id": "5a1d7e3c-2b4f-4c6a-9d8e-7f6a5b4c3d54",
              "departmentId": "c2b7f6de-5f57-4b5f-9d0e-62cf2f6a8d32",
              "name": "Counter 5",
              "services": [],
              "active": true
            }
            """;

    static final String FOUND_REQUEST =
            """
            {
              "slug": "town",
              "name": "Town Hall",
              "adminEmail": "ada@town.example",
              "adminName": "Ada Admin"
            }
            """;

    static final String FOUNDED =
            """
            {
              "id": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10",
              "slug": "town",
              "name": "Town Hall",
              "admin": {
                "id": "9c8b7a6f-5e4d-4c3b-a291-807f6e5d4c76",
                "email": "ada@town.example",
                "name": "Ada Admin",
                "role": "admin",
                "active": true,
                "invitationUrl": "https://nextup.example/admin/#invitation=Vb3…",
                "invitationExpiresAt": "2026-12-02T09:00:00Z"
              }
            }
            """;

    private ManagementExamples() {}
}
