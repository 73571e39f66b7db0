package dev.nextup.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortPlanTest {

    @Test
    void everyPortFollowsTheGatewaysInTheOrderOfTheContract() {
        assertThat(new PortPlan(8080).purposes().keySet())
                .containsExactly(8080, 8081, 8082, 8083, 8084, 8085, 8086, 8087);
        assertThat(new PortPlan(8080).purposes().values())
                .containsExactly(
                        "gateway",
                        "ticket-service",
                        "subscription-service",
                        "notification-dispatcher",
                        "local push service",
                        "PostgreSQL",
                        "Kafka",
                        "Kafka's controller");
    }

    @Test
    void theHighestGatewayPortLeavesRoomForAll() {
        assertThat(new PortPlan(PortPlan.HIGHEST_GATEWAY).kafkaController()).isEqualTo(65_535);
    }
}
