package dev.nextup.ticket.manifest;

/** Example of the API document; a test compares its members with a real answer. */
final class ManifestExamples {

    static final String MANIFEST =
            """
            {
              "id": "/?org=demo",
              "name": "Demo Town Hall",
              "short_name": "Demo Town",
              "description": "Welcome! Take a ticket and put your phone away.",
              "start_url": "/?org=demo",
              "scope": "/",
              "display": "standalone",
              "lang": "en",
              "dir": "ltr",
              "theme_color": "#1f6feb",
              "background_color": "#ffffff",
              "icons": [
                {
                  "src": "/api/organizations/7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10/icon?size=192",
                  "sizes": "192x192",
                  "type": "image/png",
                  "purpose": "any"
                }
              ]
            }
            """;

    private ManifestExamples() {}
}
