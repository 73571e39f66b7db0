package dev.nextup.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamsTest {

    @ParameterizedTest
    @CsvSource({
        "/, ticket-service",
        "/admin/, ticket-service",
        "/api/tickets, ticket-service",
        "/api/auth/jwks, ticket-service",
        "/api/notifications, ticket-service",
        "/api/notifications/subscribe, subscription-service",
        "/api/notifications/subscribe/x, subscription-service",
        "/api/notifications/subscribed, notification-dispatcher",
        "/api/notifications/vapid-public-key, subscription-service",
        "/api/notifications/push, notification-dispatcher",
        "/api/notifications/logs, notification-dispatcher",
        "/client/v1/nextup-push.js, subscription-service",
        "/clients, ticket-service",
        "/sw.js, subscription-service",
        "/push/sim, push-service",
        "/pushy, ticket-service"
    })
    void everyPathHasOneService(String path, String service) {
        assertThat(new Upstreams(1, 2, 3, 4).forPath(path).name()).isEqualTo(service);
    }
}
