package dev.nextup.ticket.organization;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.BlockedStatements;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A ticket is under way, and has seen that all is active, while what it is for is deactivated:
 * nobody may be left waiting where nobody calls.
 */
@QuarkusTest
class DeactivatedMeanwhileTest {

    private static final String WAITING =
            "SELECT count(*) FROM ticket WHERE organization_id = $1 AND status = 'WAITING'";

    @Inject Pool pool;

    private OtherOrganization town;
    private String branch;
    private String department;
    private String service;

    @BeforeEach
    void aServiceOfToday() {
        town = OtherOrganization.create(pool);
        branch = town.branch();
        department = town.department(branch);
        service = town.service(department, "TWN");
        var first = town.takeTicket(service);
        given().auth()
                .oauth2(first.getString("token"))
                .post("/api/tickets/" + first.getString("id") + "/cancel")
                .then()
                .statusCode(200);
    }

    @Test
    void the_department() throws Exception {
        whileOneIsUnderWay(() -> asAdmin("departments/" + department));
    }

    @Test
    void the_branch() throws Exception {
        whileOneIsUnderWay(() -> asAdmin("branches/" + branch));
    }

    @Test
    void the_organisation() throws Exception {
        String operator = Files.readString(Path.of("src/test/resources/operator-token")).strip();
        whileOneIsUnderWay(
                () -> given().auth().oauth2(operator).delete("/api/organizations/" + town.id()));
    }

    private void whileOneIsUnderWay(Supplier<Response> deactivation) throws Exception {
        SqlConnection first = pool.getConnectionAndAwait();
        try {
            var transaction = first.beginAndAwait();
            first.preparedQuery("SELECT 1 FROM ticket_series WHERE service_id = $1 FOR UPDATE")
                    .executeAndAwait(Tuple.of(UUID.fromString(service)));
            CompletableFuture<Response> underWay = CompletableFuture.supplyAsync(this::take);
            BlockedStatements.await(pool, "INSERT INTO ticket_series");

            deactivation.get().then().statusCode(204);
            transaction.commitAndAwait();

            underWay.get(20, TimeUnit.SECONDS)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("queue-closed"));
            assertThat(waiting()).isZero();
        } finally {
            first.closeAndAwait();
        }
    }

    private Response asAdmin(String path) {
        return town.as("admin").delete(town.path(path));
    }

    private Response take() {
        return given().contentType("application/json")
                .body(
                        "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                .formatted(town.id(), service))
                .post("/api/tickets");
    }

    private long waiting() {
        return pool.preparedQuery(WAITING)
                .executeAndAwait(Tuple.of(town.id()))
                .iterator()
                .next()
                .getLong(0);
    }
}
