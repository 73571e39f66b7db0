package dev.nextup.dispatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.test.TestTokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The API document and the list of errors say what the service does. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class ApiDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PUSH = "/api/notifications/push";
    private static final String LOGS = "/api/notifications/logs";
    private static final String TEST = "/api/notifications/test";
    private static final String ACK = "/api/notifications/ack";
    private static final String RECEIPTS = "/api/notifications/receipts";
    private static final Pattern CODE = Pattern.compile("`([a-z0-9]+(?:-[a-z0-9]+)+)`");

    @Inject VapidKeyRing ring;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    @Test
    void examples_have_the_members_of_real_answers() throws Exception {
        TestTicket ticket = new TestTicket();
        String manager = TestTokens.staff(ticket.organizationId, "manager");
        SimulatedBrowser browser =
                SimulatedBrowser.subscribe(
                        PushServiceForTests.client(), pushService, ring.newest().publicKey());
        ticket.bound(browser, ring);
        ticket.created();
        await().atMost(Duration.ofSeconds(15)).until(() -> browser.messages().size() == 1);

        assertAlike(PUSH, "post", 200, send(manager, ticket));
        browser.answer("[{\"status\":503}]");
        assertAlike(PUSH, "post", 502, send(manager, ticket));
        assertAlike(
                LOGS,
                "get",
                200,
                given().auth()
                        .oauth2(manager)
                        .queryParam("organizationId", ticket.organizationId)
                        .queryParam("type", "ticket_created")
                        .get(LOGS));
    }

    @Test
    void every_code_in_the_api_document_is_explained() throws IOException {
        String errors = Files.readString(Path.of("../docs/errors.md"));
        Set<String> codes = new TreeSet<>();
        for (String path : Set.of(PUSH, TEST, LOGS, ACK, RECEIPTS)) {
            Matcher found = CODE.matcher(document().get("paths").get(path).toString());
            while (found.find()) {
                codes.add(found.group(1));
            }
        }

        assertThat(codes).contains("unknown-ticket", "payload-too-large");
        assertThat(codes).allSatisfy(code -> assertThat(errors).contains("| `" + code + "` |"));
    }

    private static Response send(String token, TestTicket ticket) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(
                        """
                        {"organizationId":"%s","ticketId":"%s","notificationType":"your_turn",
                         "payload":{"title":"Hello","body":"You"}}"""
                                .formatted(ticket.organizationId, ticket.id))
                .post(PUSH);
    }

    private static void assertAlike(String path, String method, int status, Response answer)
            throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode example =
                document()
                        .get("paths")
                        .get(path)
                        .get(method)
                        .at("/responses/" + status)
                        .at("/content/application~1json/examples/example/value");
        assertThat(members("", example))
                .as(method + " " + path + " " + status)
                .isNotEmpty()
                .isEqualTo(members("", JSON.readTree(answer.asString())));
    }

    private static JsonNode document() throws IOException {
        return JSON.readTree(given().get("/q/openapi?format=json").asString());
    }

    /** Paths of all members, of the first element of arrays too. */
    private static Set<String> members(String at, JsonNode node) {
        Set<String> names = new TreeSet<>();
        if (node.isArray() && !node.isEmpty()) {
            names.addAll(members(at + "[]", node.get(0)));
        }
        node.properties()
                .forEach(
                        member -> {
                            names.add(at + "." + member.getKey());
                            names.addAll(members(at + "." + member.getKey(), member.getValue()));
                        });
        return names;
    }
}
