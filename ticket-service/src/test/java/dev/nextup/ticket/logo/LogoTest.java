package dev.nextup.ticket.logo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.test.kafka.PublishedRecords;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogoTest {

    @Inject Pool pool;
    @Inject LogoAddresses addresses;

    private OtherOrganization office;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
    }

    @Test
    void the_organisation_shows_its_logo_at_an_address_that_changes_with_the_picture() {
        byte[] first = Pictures.png(64, 32);
        String url = put(first).then().statusCode(200).extract().path("logoUrl");

        assertThat(url).startsWith("http://localhost:8080" + logo() + "?v=");
        assertThat(logoUrl()).isEqualTo(url);
        Response seen = given().get(url.replace("http://localhost:8080", ""));
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.contentType()).isEqualTo("image/png");
        assertThat(seen.asByteArray()).isEqualTo(first);
        assertThat(seen.header("Cache-Control")).contains("immutable");

        put(Pictures.jpeg(64, 32))
                .then()
                .statusCode(200)
                .body("mediaType", equalTo("image/jpeg"))
                .body("width", equalTo(64))
                .body("height", equalTo(32));
        assertThat(logoUrl()).isNotEqualTo(url);
        assertThat(given().get(logo()).contentType()).isEqualTo("image/jpeg");
    }

    @Test
    void it_can_be_nothing_but_a_picture_in_a_browser_and_is_not_sent_twice() {
        put(Pictures.losslessWebp(40, 40));
        Response seen = given().get(logo());

        assertThat(seen.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(seen.header("Content-Security-Policy")).startsWith("default-src 'none'");
        assertThat(seen.header("Cache-Control")).contains("no-cache");
        Response again = given().header("If-None-Match", seen.header("ETag")).get(logo());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
    }

    @Test
    void the_content_counts_and_not_what_it_is_said_to_be() {
        String text = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
        byte[] svg = text.getBytes(StandardCharsets.UTF_8);
        for (String type : List.of("image/svg+xml", "image/png", "text/html")) {
            assertThat(put(svg, type).statusCode()).as(type).isEqualTo(422);
            assertThat(put(Pictures.png(16, 16), type).statusCode()).as(type).isEqualTo(200);
            assertThat(given().get(logo()).contentType()).isEqualTo("image/png");
        }
    }

    @Test
    void too_much_too_small_and_nothing_are_refused_and_the_logo_stays() {
        String before = put(Pictures.png(16, 16)).path("logoUrl");
        byte[] large = Arrays.copyOf(Pictures.png(64, 64), 48 * 1024 + 1);

        put(large).then().statusCode(413).body("code", equalTo("logo-too-large"));
        put(Pictures.png(15, 16)).then().statusCode(422).body("code", equalTo("logo-not-usable"));
        put(new byte[0]).then().statusCode(422).body("code", equalTo("logo-not-usable"));
        put(Arrays.copyOf(Pictures.png(64, 64), 48 * 1024)).then().statusCode(200);
        assertThat(put(Pictures.png(16, 16)).<String>path("logoUrl")).isEqualTo(before);
    }

    @Test
    void only_admins_change_it() {
        assertThat(
                        office.as("manager")
                                .contentType("image/png")
                                .body(Pictures.png(16, 16))
                                .put(logo())
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void without_a_logo_there_is_none_to_see() {
        put(Pictures.png(16, 16));
        assertThat(office.as("admin").delete(logo()).statusCode()).isEqualTo(204);
        assertThat(office.as("admin").delete(logo()).statusCode()).isEqualTo(204);

        given().get(logo()).then().statusCode(404).body("code", equalTo("no-logo"));
        given().get("/api/organizations/" + office.id()).then().body("logoUrl", nullValue());
    }

    @Test
    void notifications_have_it_as_their_icon() throws Exception {
        String url = put(Pictures.png(96, 96)).path("logoUrl");
        String service = office.serviceOfItsOwn();
        String ticket =
                given().contentType("application/json")
                        .body(
                                "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                                        .formatted(office.id(), service))
                        .post("/api/tickets")
                        .path("id");

        byte[] event =
                PublishedRecords.of(UUID.fromString(ticket), "nextup.ticket-events.v1", 1)
                        .get(0)
                        .value();
        JsonNode told = new ObjectMapper().readTree(event);
        assertThat(told.at("/data/iconUrl").asText()).isEqualTo(url);
    }

    @Test
    void an_installation_that_moves_takes_the_addresses_with_it() {
        String url = put(Pictures.png(16, 16)).path("logoUrl");
        pool.preparedQuery("UPDATE organization SET logo_url = 'https://old/x' WHERE id = $1")
                .execute(Tuple.of(office.id()))
                .await()
                .indefinitely();

        addresses.move(new io.quarkus.runtime.StartupEvent());

        assertThat(logoUrl()).isEqualTo(url);
    }

    @Test
    void every_change_is_written_down() {
        put(Pictures.png(16, 16));
        put(Pictures.png(17, 16));
        put(Pictures.png(17, 16));
        office.as("admin").delete(logo());

        List<String> actions =
                pool.preparedQuery(
                                "SELECT action FROM management_audit WHERE organization_id = $1 ORDER BY id")
                        .mapping(row -> row.getString(0))
                        .execute(Tuple.of(office.id()))
                        .map(rows -> rows.stream().toList())
                        .await()
                        .indefinitely();
        assertThat(actions).containsExactly("logo-created", "logo-changed", "logo-removed");
    }

    private String logo() {
        return "/api/organizations/" + office.id() + "/logo";
    }

    private String logoUrl() {
        return given().get("/api/organizations/" + office.id()).path("logoUrl");
    }

    private Response put(byte[] content) {
        return put(content, "image/png");
    }

    private Response put(byte[] content, String type) {
        return given().auth()
                .oauth2(office.token("admin"))
                .config(
                        io.restassured.RestAssured.config()
                                .encoderConfig(
                                        io.restassured.config.EncoderConfig.encoderConfig()
                                                .encodeContentTypeAs(
                                                        "image/svg+xml",
                                                        io.restassured.http.ContentType.BINARY)
                                                .encodeContentTypeAs(
                                                        "image/png",
                                                        io.restassured.http.ContentType.BINARY)))
                .contentType(type)
                .body(content)
                .put(logo());
    }
}
