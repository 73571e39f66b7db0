package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.local.process.ServiceProcess;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A subscription-service whose schema is too old says so; the queue goes on without it. */
class OldSubscriptionSchemaIT {

    private static final String KEY = "/api/notifications/vapid-public-key";

    @Test
    void tickets_are_taken_and_called_while_subscriptions_wait_for_their_migration()
            throws Exception {
        try (RunningOffice office = RunningOffice.open(1)) {
            ServiceProcess service =
                    office.system()
                            .service(
                                    "subscription-service",
                                    Map.of("QUARKUS_FLYWAY_MIGRATE_AT_START", "false"));
            service.start();
            TicketClient subscriptions = new TicketClient(service.address());
            await().atMost(RunningOffice.START_LIMIT).until(() -> isAlive(subscriptions));

            Answer ticket = take(office);
            Answer refused = subscriptions.get(KEY);

            assertThat(ticket.status()).isEqualTo(201);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.isProblem()).isTrue();
            assertThat(refused.body().path("migrationRequired").asBoolean()).isTrue();
            assertThat(subscriptions.get("/q/health/ready").status()).isEqualTo(503);
            assertThat(service.isReady()).isFalse();
            assertThat(call(office).text("number")).isEqualTo(ticket.text("number"));
            assertThat(subscriptions.get(KEY).status()).isEqualTo(503);
        }
    }

    private static Answer take(RunningOffice office) throws IOException {
        return office.clients()
                .get(0)
                .send(office.demo().take(office.demo().general(), UUID.randomUUID().toString()));
    }

    private static Answer call(RunningOffice office) throws IOException {
        return office.clients()
                .get(0)
                .send(
                        office.demo()
                                .callNext(office.demo().general(), UUID.randomUUID().toString()));
    }

    private static boolean isAlive(TicketClient service) {
        try {
            return service.get("/q/health/live").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
