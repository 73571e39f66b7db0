package dev.nextup.ticket.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import dev.nextup.ticket.logo.Pictures;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples of the API document are what the service really answers. */
@QuarkusTest
class ApiDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject Pool pool;

    private Demo demo;
    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        demo = Demo.load();
        demo.drain("GEN");
        document = JSON.readTree(given().get("/q/openapi?format=json").asString());
    }

    @Test
    void examples_have_the_members_of_real_answers() throws Exception {
        String taken =
                given().contentType("application/json")
                        .body(demo.ticketRequest("GEN"))
                        .post("/api/tickets")
                        .asString();
        JsonPath ticket = JsonPath.from(taken);
        String queue = demo.service("GEN");

        assertAlike(
                "/api/organizations/{idOrSlug}",
                "get",
                "200",
                given().get("/api/organizations/demo").asString());
        assertAlike("/api/tickets", "post", "201", taken);
        assertAlike(
                "/api/tickets/{id}",
                "get",
                "200",
                given().auth()
                        .oauth2(ticket.getString("token"))
                        .get("/api/tickets/" + ticket.getString("id"))
                        .asString());
        assertAlike(
                "/api/tickets/{id}/history",
                "get",
                "200",
                demo.asClerk()
                        .get("/api/tickets/" + ticket.getString("id") + "/history")
                        .asString());
        assertAlike(
                "/api/queues/{queueId}",
                "get",
                "200",
                demo.asClerk().get("/api/queues/" + queue).asString());
        assertAlike(
                "/api/queues/{queueId}/join-code",
                "get",
                "200",
                demo.asClerk().get("/api/queues/" + queue + "/join-code").asString());
        assertAlike(
                "/api/queues/{queueId}/board",
                "get",
                "200",
                given().get("/api/queues/" + queue + "/board").asString());
        assertAlike(
                "/api/queues/{queueId}/organization",
                "get",
                "200",
                given().get("/api/queues/" + queue + "/organization").asString());
        assertAlike(
                "/api/queues/{queueId}/call-next",
                "post",
                "200",
                demo.asClerk().post("/api/queues/" + queue + "/call-next").asString());
        assertAlike(
                "/api/queues/{queueId}/cleanup",
                "post",
                "200",
                demo.asClerk().post("/api/queues/" + queue + "/cleanup").asString());
        assertAlike(
                "/api/queues/{queueId}/stats",
                "get",
                "200",
                demo.asClerk().get("/api/queues/" + queue + "/stats").asString());
        assertAlike("/api/queues/{queueId}/reset", "post", "200", reset(queue));
        String slip =
                demo.asClerk()
                        .contentType("application/json")
                        .post("/api/queues/" + queue + "/tickets")
                        .asString();
        assertAlike("/api/queues/{queueId}/tickets", "post", "201", slip);
        String walkIn = JsonPath.from(slip).getString("id");
        String code = demo.asClerk().post("/api/tickets/" + walkIn + "/claim-code").asString();
        assertAlike("/api/tickets/{id}/claim-code", "post", "200", code);
        String claimed =
                given().contentType("application/json")
                        .body(JSON.createObjectNode().put("code", codeIn(code)).toString())
                        .post("/api/tickets/claim")
                        .asString();
        assertAlike("/api/tickets/claim", "post", "200", claimed);
        Response login =
                given().contentType("application/json")
                        .body(example("/api/auth/login", "post", "/requestBody").toString())
                        .post("/api/auth/login");
        assertAlike("/api/auth/login", "post", "200", login.asString());
        assertAlike(
                "/api/auth/refresh",
                "post",
                "200",
                given().cookies(login.cookies()).post("/api/auth/refresh").asString());
    }

    @Test
    void examples_of_files_have_the_members_of_real_ones() throws Exception {
        JsonNode files = document.get("paths");
        String manifest =
                "/get/responses/200/content/application~1manifest+json/examples/example/value";
        String table = "/get/responses/200/content/text~1csv/examples/example/value";
        String path = "/api/organizations/{idOrSlug}/manifest";
        String export = "/api/queues/{queueId}/export";
        String queue = demo.service("GEN");

        assertThat(members(files.get(path).at(manifest)))
                .isEqualTo(
                        members(
                                JSON.readTree(
                                        given().get("/api/organizations/demo/manifest")
                                                .asString())));
        String real = demo.asClerk().get("/api/queues/" + queue + "/export").asString();
        assertThat(
                        "\uFEFF"
                                + files.get(export)
                                        .at(table)
                                        .asText()
                                        .lines()
                                        .findFirst()
                                        .orElseThrow())
                .isEqualTo(real.lines().findFirst().orElseThrow());
    }

    private String reset(String queue) {
        return given().auth()
                .oauth2(TestTokens.staff(demo.organizationId, "manager"))
                .contentType("application/json")
                .body(example("/api/queues/{queueId}/reset", "post", "/requestBody").toString())
                .post("/api/queues/" + queue + "/reset")
                .asString();
    }

    @Test
    void examples_of_management_have_the_members_of_real_answers() throws Exception {
        OtherOrganization office = OtherOrganization.create(pool);
        String branch = assertExampleWorks(office, "branches", Map.of());
        String department = assertExampleWorks(office, "departments", Map.of("branchId", branch));
        assertExampleWorks(office, "services", Map.of("departmentId", department));
        assertExampleWorks(office, "counters", Map.of("departmentId", department));
        String email = UUID.randomUUID() + "@town.example";
        assertExampleWorks(office, "members", Map.of("email", email));
    }

    @Test
    void examples_of_how_an_organisation_presents_itself_have_the_members_of_real_answers()
            throws Exception {
        OtherOrganization office = OtherOrganization.create(pool);
        String organization = "/api/organizations/{organizationId}/";

        assertPutWorks(
                office, "/api/organizations/{idOrSlug}", "/api/organizations/" + office.id());
        assertPutWorks(
                office,
                organization + "messages/{kind}/{language}",
                office.path("messages/your_turn/en"));
        assertAlike(
                organization + "logo",
                "put",
                "200",
                office.as("admin")
                        .contentType("application/octet-stream")
                        .body(Pictures.png(16, 16))
                        .put(office.path("logo"))
                        .asString());
    }

    private void assertPutWorks(OtherOrganization office, String path, String address)
            throws Exception {
        String request = example(path, "put", "/requestBody").toString();
        assertAlike(path, "put", "200", office.as("admin").body(request).put(address).asString());
    }

    @Test
    void the_example_of_a_new_organisation_has_the_members_of_a_real_answer() throws Exception {
        ObjectNode request = example("/api/organizations", "post", "/requestBody").deepCopy();
        request.put("slug", "town-" + UUID.randomUUID());
        request.put("adminEmail", UUID.randomUUID() + "@town.example");
        String token = Files.readString(Path.of("src/test/resources/operator-token")).strip();
        String founded =
                given().header("Authorization", "Bearer " + token)
                        .contentType("application/json")
                        .body(request.toString())
                        .post("/api/organizations")
                        .asString();

        assertAlike("/api/organizations", "post", "201", founded);
    }

    /** Creates what the example says, below what is really there, and answers its id. */
    private String assertExampleWorks(
            OtherOrganization office, String kind, Map<String, String> parents) throws Exception {
        String path = "/api/organizations/{organizationId}/" + kind;
        ObjectNode request = example(path, "post", "/requestBody").deepCopy();
        parents.forEach(request::put);
        Response answer = office.as("admin").body(request.toString()).post(office.path(kind));
        assertThat(answer.statusCode()).as(kind).isEqualTo(201);
        assertAlike(path, "post", "201", answer.asString());
        return answer.path("id");
    }

    @Test
    void every_operation_says_what_it_does_and_what_it_answers() {
        document.get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue()
                                        .properties()
                                        .forEach(
                                                operation -> {
                                                    assertThat(
                                                                    operation
                                                                            .getValue()
                                                                            .path("summary")
                                                                            .asText())
                                                            .as(path.getKey())
                                                            .isNotEmpty();
                                                    assertThat(
                                                                    operation
                                                                            .getValue()
                                                                            .get("responses"))
                                                            .as(path.getKey())
                                                            .isNotEmpty();
                                                }));
    }

    private static String codeIn(String answer) {
        return JsonPath.from(answer).getString("claimUrl").replaceAll(".*claim=", "");
    }

    private void assertAlike(String path, String method, String status, String answer)
            throws Exception {
        JsonNode example = example(path, method, "/responses/" + status);
        assertThat(members(example))
                .as(method + " " + path)
                .isEqualTo(members(JSON.readTree(answer)));
    }

    private JsonNode example(String path, String method, String part) {
        JsonNode value =
                document.get("paths")
                        .get(path)
                        .get(method)
                        .at(part + "/content/application~1json/examples/example/value");
        assertThat(value.isObject()).as(method + " " + path + part).isTrue();
        return value;
    }

    private static List<String> members(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
