package dev.nextup.ticket.walkin;

/** Examples of the API document; a test compares their members with real answers. */
final class WalkInExamples {

    static final String WALK_IN_REQUEST =
            """
            {
              "serviceId": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43",
              "language": "ar",
              "priority": 1
            }
            """;

    static final String WALK_IN =
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
              "position": 1,
              "ahead": 0,
              "estimatedWait": {"lowSeconds": 0, "highSeconds": 450},
              "createdAt": "2026-11-22T10:00:00.123456Z",
              "version": 1,
              "priority": 1,
              "claimUrl": "https://queue.example/?claim=Zk3vX0b7m2Qh9tW4cR8yN1sLpD6uJaE5gKfTiVoBxMw"
            }
            """;

    static final String CLAIM_REQUEST =
            """
            {
              "code": "Zk3vX0b7m2Qh9tW4cR8yN1sLpD6uJaE5gKfTiVoBxMw"
            }
            """;

    static final String CLAIMED =
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
              "position": 1,
              "ahead": 0,
              "estimatedWait": {"lowSeconds": 0, "highSeconds": 450},
              "createdAt": "2026-11-22T10:00:00.123456Z",
              "version": 1,
              "token": "eyJhbGciOiJFUzI1NiJ9.…",
              "warnings": []
            }
            """;

    static final String CLAIM_CODE =
            """
            {
              "claimUrl": "https://queue.example/?claim=Zk3vX0b7m2Qh9tW4cR8yN1sLpD6uJaE5gKfTiVoBxMw",
              "expiresAt": "2026-11-23T00:00:00Z"
            }
            """;

    private WalkInExamples() {}
}
