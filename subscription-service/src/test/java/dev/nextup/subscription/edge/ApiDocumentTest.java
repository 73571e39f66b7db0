package dev.nextup.subscription.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.subscription.Customer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of the API document are what the service really answers. */
@QuarkusTest
class ApiDocumentTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void examples_have_the_members_of_real_answers() throws IOException {
        Customer customer = new Customer();

        assertAlike(
                "/api/notifications/vapid-public-key",
                "get",
                given().get("/api/notifications/vapid-public-key").asString());
        assertAlike(Customer.PATH, "post", customer.subscribe().asString());
        assertAlike(Customer.PATH, "put", customer.change("\"pushDenied\":false").asString());
        assertAlike(Customer.PATH, "get", customer.read().asString());
    }

    private static void assertAlike(String path, String method, String answer) throws IOException {
        JsonNode example =
                JSON.readTree(given().get("/q/openapi?format=json").asString())
                        .get("paths")
                        .get(path)
                        .get(method)
                        .at("/responses/200/content/application~1json/examples/example/value");
        assertThat(members(example))
                .as(method + " " + path)
                .isNotEmpty()
                .isEqualTo(members(JSON.readTree(answer)));
    }

    /** Names at all depths, since the nested ones are the earlier API's. */
    private static List<String> members(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.properties()
                .forEach(
                        member -> {
                            names.add(member.getKey());
                            names.addAll(members(member.getValue()));
                        });
        return names;
    }
}
