package dev.nextup.subscription.binding;

/** Examples of the API document; a test compares their members with real answers. */
final class SubscriptionExamples {

    static final String SUBSCRIBE =
            """
            {
              "organizationId": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10",
              "ticketId": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54",
              "subscription": {
                "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/gAAAA…",
                "expirationTime": null,
                "keys": {
                  "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                  "auth": "BTBZMqHH6r4Tts7J_aSIgg"
                }
              },
              "userAgent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
            }
            """;

    static final String SUBSCRIBED =
            """
            {
              "success": true,
              "message": "This browser will be told about the ticket.",
              "subscriptionId": "f1e2d3c4-b5a6-4978-8695-a4b3c2d1e006",
              "warnings": []
            }
            """;

    static final String HELD =
            """
            {
              "success": true,
              "preferences": {
                "push_enabled": true,
                "push_denied": false,
                "whatsapp_fallback": true,
                "sms_fallback": false,
                "notify_ahead": null,
                "customer_phone": null
              },
              "activeSubscriptions": 1
            }
            """;

    static final String CHANGE =
            """
            {
              "organizationId": "7f0c1a52-0c1b-4b86-9a53-3d0f7c1f2a10",
              "ticketId": "5d0a3c5e-2f6a-4f0e-9f39-6f1f3c1e7d54",
              "pushDenied": false,
              "notifyAhead": 5
            }
            """;

    static final String CHANGED =
            """
            {
              "success": true,
              "message": "Preferences saved.",
              "warnings": []
            }
            """;

    private SubscriptionExamples() {}
}
