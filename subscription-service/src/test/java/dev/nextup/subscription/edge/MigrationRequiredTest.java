package dev.nextup.subscription.edge;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.nextup.event.Topics;
import dev.nextup.subscription.Consumption;
import dev.nextup.subscription.Customer;
import dev.nextup.test.OldSchema;
import dev.nextup.test.kafka.TestKafka;
import dev.nextup.test.kafka.TicketRecords;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** A new version on an old schema: it says so, breaks nothing, and goes on once it is migrated. */
@QuarkusTest
@TestProfile(OldSchema.class)
class MigrationRequiredTest {

    @Inject Pool pool;

    private final Customer customer = new Customer();

    @Test
    void the_api_says_what_to_run_until_it_was_run() {
        for (Response answer :
                List.of(
                        customer.subscribe(),
                        customer.read(),
                        customer.change("\"pushDenied\":true"),
                        customer.request().delete(Customer.PATH),
                        given().get("/api/notifications/vapid-public-key"),
                        given().post("/internal/phone"),
                        given().get("/api/nothing-here"))) {
            answer.then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("10"))
                    .body("code", equalTo("migration-required"))
                    .body("error", equalTo("Database migration required"))
                    .body("migrationRequired", equalTo(true))
                    .body("detail", containsString("QUARKUS_FLYWAY_MIGRATE_AT_START"))
                    .body("pending", hasSize(1));
        }
        given().get("/api/x;y").then().statusCode(400);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.data.error", hasItem("Database migration required"));
        RecordMetadata meanwhile =
                TestKafka.send(
                        Topics.TICKET_EVENTS.name(),
                        customer.ticketId.toString(),
                        new TicketRecords(customer.ticketId, customer.organizationId).completed(1));

        OldSchema.migrate();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        new Consumption(pool).all(List.of(meanwhile));
        customer.subscribe().then().statusCode(409).body("code", equalTo("ticket-ended"));
        new Customer().subscribe().then().statusCode(200);
    }
}
