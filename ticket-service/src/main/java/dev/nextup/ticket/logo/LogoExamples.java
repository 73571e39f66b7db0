package dev.nextup.ticket.logo;

/** Examples of the API document; a test compares their members with real answers. */
final class LogoExamples {

    static final String LOGO =
            """
            {
              "logoUrl": "https://nextup.example/api/organizations/7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10/logo?v=5f2a90c1d7e3b846",
              "mediaType": "image/png",
              "width": 192,
              "height": 192,
              "bytes": 8412
            }
            """;

    private LogoExamples() {}
}
