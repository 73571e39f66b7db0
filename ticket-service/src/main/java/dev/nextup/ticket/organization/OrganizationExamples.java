package dev.nextup.ticket.organization;

/** Examples of the API document; a test compares their members with real answers. */
final class OrganizationExamples {

    static final String ORGANIZATION =
            """
            {
              "id": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10",
              "slug": "demo",
              "name": "Demo Town Hall",
              "logoUrl": null,
              "primaryColor": "#1f6feb",
              "welcomeMessage": "Welcome! Take a ticket and put your phone away.",
              "languages": ["en", "ar"],
              "branches": [
                {
                  "id": "1b5d2c77-90f4-4a0d-8a4f-0a1f6f7a9b21",
                  "name": "Main Hall",
                  "address": "1 Market Square",
                  "timeZone": "Europe/Vienna",
                  "departments": [
                    {
                      "id": "c2b7f6de-5f57-4b5f-9d0e-62cf2f6a8d32",
                      "name": "Citizen Services",
                      "description": "Identity cards and general questions",
                      "services": [
                        {
                          "id": "0f4e8c0a-7f0b-4d3e-8b53-9a4f0a2f5c43",
                          "name": "General Enquiries",
                          "description": "Anything that does not fit elsewhere",
                          "prefix": "GEN",
                          "open": true,
                          "joinCodeRequired": false,
                          "waiting": 3,
                          "serving": 1,
                          "estimatedWait": {"lowSeconds": 270, "highSeconds": 900}
                        }
                      ]
                    }
                  ]
                }
              ]
            }
            """;

    static final String CHANGE_REQUEST =
            """
            {
              "name": "Demo Town Hall",
              "primaryColor": "#1f6feb",
              "welcomeMessage": "Welcome! Take a ticket and put your phone away.",
              "languages": ["en", "ar"]
            }
            """;

    static final String CHANGED =
            """
            {
              "id": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10",
              "slug": "demo",
              "name": "Demo Town Hall",
              "logoUrl": null,
              "primaryColor": "#1f6feb",
              "welcomeMessage": "Welcome! Take a ticket and put your phone away.",
              "languages": ["en", "ar"]
            }
            """;

    private OrganizationExamples() {}
}
