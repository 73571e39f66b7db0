package dev.nextup.ticket.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.test.http.RawHttp;
import dev.nextup.test.http.RawHttp.Answer;
import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * No member of one organisation sees or changes anything of another, whatever their role. Every
 * endpoint with the tag Management must have a row in {@link ManagementRows}.
 */
@QuarkusTest
class IsolationTest {

    private static final List<String> TABLES =
            List.of(
                    "organization",
                    "branch",
                    "department",
                    "service",
                    "counter",
                    "counter_service",
                    "member",
                    "management_audit");

    @TestHTTPResource URI server;
    @Inject Pool pool;

    private Demo demo;
    private RawHttp http;
    private List<Endpoint> rows;
    private OtherOrganization other;
    private String storedBefore;

    @BeforeEach
    void takeStock() {
        demo = Demo.load();
        http = new RawHttp(server);
        rows = ManagementRows.of(demo);
        other = OtherOrganization.create(pool);
        storedBefore = stored(pool);
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(stored(pool)).isEqualTo(storedBefore);
    }

    @Test
    void every_endpoint_of_management_has_a_row() throws IOException {
        JsonNode paths =
                new ObjectMapper()
                        .readTree(given().get("/q/openapi?format=json").asString())
                        .get("paths");
        Set<String> documented = new TreeSet<>();
        paths.properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                o -> {
                                                    if (o.getValue()
                                                            .path("tags")
                                                            .toString()
                                                            .contains("Management")) {
                                                        documented.add(
                                                                o.getKey().toUpperCase(Locale.ROOT)
                                                                        + " "
                                                                        + path.getKey());
                                                    }
                                                }));

        assertThat(rows.stream().map(Endpoint::toString).collect(Collectors.toSet()))
                .as("add a row to ManagementRows for what is missing")
                .isEqualTo(documented);
    }

    @Test
    void an_admin_of_another_organisation_finds_nothing_and_changes_nothing() throws IOException {
        for (Endpoint e : rows) {
            Answer answer = send(e, e.sample(), other.token("admin"));
            assertThat(answer.status()).as(e.toString()).isEqualTo(404);
            assertThat(answer.body())
                    .as(e + " looks like an unknown organisation")
                    .isEqualTo(send(e, e.unknown(), other.token("admin")).body());
        }
    }

    @Test
    void ones_own_organisation_does_not_lead_to_what_belongs_to_another() throws IOException {
        for (Endpoint e : rows) {
            String address =
                    e.sample().replace(demo.organizationId.toString(), other.id().toString());
            if (e.path().contains("{id}")) {
                assertThat(send(e, address, other.token("admin")).status())
                        .as(e.toString())
                        .isEqualTo(404);
            } else if (e.method().equals("GET")) {
                assertThat(send(e, address, other.token("admin")).body()).isEqualTo("[]");
            }
        }
    }

    @Test
    void nothing_can_be_put_below_what_belongs_to_another() throws IOException {
        for (Endpoint e : rows) {
            if (e.method().equals("POST") && e.takesBody() && e.validBody().contains("Id\"")) {
                String address =
                        e.sample().replace(demo.organizationId.toString(), other.id().toString());
                assertThat(send(e, address, other.token("admin")).status())
                        .as(e.toString())
                        .isEqualTo(422);
            }
        }
    }

    @Test
    void an_employee_changes_nothing() throws IOException {
        for (Endpoint e : rows) {
            if (!e.method().equals("GET")) {
                String employee = TestTokens.staff(demo.organizationId, "employee");
                assertThat(send(e, e.sample(), employee).status()).as(e.toString()).isEqualTo(403);
            }
        }
    }

    private Answer send(Endpoint e, String address, String token) throws IOException {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
        return http.send(e.method(), address, headers, e.validBody());
    }

    /** All that management can change, as one text. */
    static String stored(Pool pool) {
        String sums =
                TABLES.stream()
                        .map(
                                table ->
                                        "(SELECT count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text),"
                                                + " '')) FROM "
                                                + table
                                                + " t)")
                        .collect(Collectors.joining(" || ' ' || "));
        return pool.query("SELECT " + sums)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
