package dev.nextup.ticket.access;

/** Examples of the API document; a test compares their members with real answers. */
final class AccessExamples {

    static final String LOGIN_REQUEST =
            """
            {
              "email": "clerk@demo.test",
              "password": "nextup-demo"
            }
            """;

    static final String LOGGED_IN =
            """
            {
              "accessToken": "eyJhbGciOiJFUzI1NiJ9.…",
              "expiresAt": "2026-11-22T10:15:00Z",
              "member": {
                "id": "9c8b7a6f-5e4d-4c3b-a291-807f6e5d4c76",
                "email": "clerk@demo.test",
                "name": "Clara Clerk",
                "role": "employee",
                "organizationId": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10"
              }
            }
            """;

    static final String MEMBER_REQUEST =
            """
            {
              "email": "mona@town.example",
              "name": "Mona Manager",
              "role": "manager",
              "branches": [],
              "departments": []
            }
            """;

    static final String INVITED =
            """
            {
              "id": "9c8b7a6f-5e4d-4c3b-a291-807f6e5d4c76",
              "email": "mona@town.example",
              "name": "Mona Manager",
              "role": "manager",
              "active": true,
              "invitationUrl": "https://nextup.example/admin/#invitation=Vb3…",
              "invitationExpiresAt": "2026-12-02T09:00:00Z"
            }
            """;

    static final String EXCHANGE_REQUEST =
            """
            {
              "token": "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJodHRwczovL2lkLnRvd24uZXhhbXBsZSJ9.c2lnbmF0dXJl"
            }
            """;

    private AccessExamples() {}
}
