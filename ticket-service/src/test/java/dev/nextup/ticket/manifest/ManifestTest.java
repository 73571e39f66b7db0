package dev.nextup.ticket.manifest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.nextup.ticket.logo.Pictures;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ManifestTest {

    @Inject Pool pool;

    private OtherOrganization office;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
    }

    @Test
    void it_has_name_colour_and_start_of_the_organisation() {
        settings(
                "\"primaryColor\":\"#aa3300\",\"welcomeMessage\":\"Hello\",\"languages\":[\"en\"]");

        given().get("/api/organizations/" + office.id() + "/manifest")
                .then()
                .statusCode(200)
                .contentType("application/manifest+json")
                .header("Cache-Control", "public, no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .body("id", equalTo("/?org=" + office.id()))
                .body("start_url", equalTo("/?org=" + office.id()))
                .body("scope", equalTo("/"))
                .body("name", equalTo("Town Hall of Y"))
                .body("short_name", equalTo("Town Hall of"))
                .body("description", equalTo("Hello"))
                .body("display", equalTo("standalone"))
                .body("theme_color", equalTo("#aa3300"))
                .body("lang", equalTo("en"))
                .body("dir", equalTo("ltr"));
        given().get("/api/organizations/demo/manifest")
                .then()
                .body("start_url", equalTo("/?org=demo"));
    }

    @Test
    void what_there_is_none_of_is_left_out_or_usual() {
        JsonPath manifest = manifest();

        assertThat(manifest.getMap("$")).doesNotContainKey("description");
        assertThat(manifest.getString("theme_color")).isEqualTo("#1f6feb");
    }

    @Test
    void arabic_is_written_from_right_to_left() {
        settings("\"languages\":[\"ar-EG\",\"en\"]");

        assertThat(manifest().getString("lang")).isEqualTo("ar-EG");
        assertThat(manifest().getString("dir")).isEqualTo("rtl");
    }

    @Test
    void every_icon_it_names_is_a_picture_of_its_type_and_size() throws Exception {
        logo(Pictures.png(64, 32));
        List<Object> icons = manifest().getList("icons");

        assertThat(icons).hasSize(5);
        for (int i = 0; i < icons.size(); i++) {
            String icon = "icons[" + i + "].";
            Response picture = given().get(manifest().getString(icon + "src"));
            BufferedImage seen = ImageIO.read(new ByteArrayInputStream(picture.asByteArray()));
            assertThat(picture.contentType()).isEqualTo(manifest().getString(icon + "type"));
            assertThat(seen.getWidth() + "x" + seen.getHeight())
                    .isEqualTo(manifest().getString(icon + "sizes"));
        }
    }

    @Test
    void a_logo_that_a_launcher_can_show_is_the_only_icon() {
        logo(Pictures.png(144, 144));

        assertThat(manifest().getList("icons.sizes")).containsExactly("144x144");
        assertThat(manifest().getString("icons[0].src"))
                .startsWith("/api/organizations/" + office.id() + "/logo?v=");
    }

    @Test
    void the_drawn_icon_has_the_colour_of_the_organisation_and_a_ticket_that_can_be_seen()
            throws Exception {
        for (String color : List.of("#aa3300", "#ffff00", "#000000", "#ffffff")) {
            settings("\"primaryColor\":\"" + color + "\"");

            BufferedImage icon = icon();

            assertThat(hex(icon, 1, 1)).isEqualTo(color);
            assertThat(hex(icon, 96, 96)).isIn("#000000", "#ffffff").isNotEqualTo(color);
        }
    }

    @Test
    void it_is_not_sent_twice_and_changes_with_the_settings() {
        String address = "/api/organizations/" + office.id() + "/manifest";
        String tag = given().get(address).header("ETag");

        given().header("If-None-Match", tag).get(address).then().statusCode(304);
        settings("\"primaryColor\":\"#aa3300\"");
        given().header("If-None-Match", tag)
                .get(address)
                .then()
                .statusCode(200)
                .header("ETag", not(tag));
    }

    @Test
    void what_does_not_exist_is_refused() {
        given().get("/api/organizations/nobody/manifest")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("unknown-organization"));
        for (String size : List.of("0", "193", "-1", "x", "100000")) {
            given().get("/api/organizations/demo/icon?size=" + size)
                    .then()
                    .statusCode(400)
                    .body("field", equalTo("size"));
        }
        given().get("/api/organizations/demo/manifest")
                .then()
                .body("icons.purpose", contains("any", "maskable", "any", "maskable"));
    }

    private JsonPath manifest() {
        return given().get("/api/organizations/" + office.id() + "/manifest").jsonPath();
    }

    private BufferedImage icon() throws Exception {
        byte[] png = given().get("/api/organizations/" + office.id() + "/icon").asByteArray();
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static String hex(BufferedImage image, int x, int y) {
        return "#%06x".formatted(image.getRGB(x, y) & 0xffffff);
    }

    private void settings(String fields) {
        office.as("admin")
                .body("{\"name\":\"Town Hall of Y\"," + fields + "}")
                .put("/api/organizations/" + office.id())
                .then()
                .statusCode(200);
    }

    private void logo(byte[] picture) {
        office.as("admin")
                .contentType("application/octet-stream")
                .body(picture)
                .put(office.path("logo"))
                .then()
                .statusCode(200);
    }
}
