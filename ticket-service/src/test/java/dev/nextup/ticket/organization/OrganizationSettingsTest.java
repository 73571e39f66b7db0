package dev.nextup.ticket.organization;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrganizationSettingsTest {

    @Inject Pool pool;

    private OtherOrganization office;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
    }

    @Test
    void customers_see_what_admins_have_set() {
        put("{\"name\":\" Town \",\"primaryColor\":\"#1F6FEB\",\"welcomeMessage\":\"Hello\","
                        + "\"languages\":[\"AR\",\"en\",\"ar\"]}")
                .then()
                .statusCode(200)
                .body("slug", equalTo(office.id().toString()));

        given().get("/api/organizations/" + office.id())
                .then()
                .body("name", equalTo("Town"))
                .body("primaryColor", equalTo("#1f6feb"))
                .body("welcomeMessage", equalTo("Hello"))
                .body("languages", contains("ar", "en"));
    }

    @Test
    void what_is_absent_is_emptied_and_the_languages_stay() {
        put("{\"name\":\"Town\",\"primaryColor\":\"#000000\",\"languages\":[\"de\"]}");

        put("{\"name\":\"Town\"}")
                .then()
                .statusCode(200)
                .body("primaryColor", nullValue())
                .body("languages", contains("de"));
    }

    @Test
    void values_that_no_screen_could_show_are_refused() {
        String tooMany =
                String.join(",", Collections.nCopies(21, "\"x\"")).replaceFirst("\"x\"", "\"en\"");
        for (String field :
                List.of(
                        "\"primaryColor\":\"red\"",
                        "\"primaryColor\":\"#12345\"",
                        "\"primaryColor\":\"#12345g\"",
                        "\"primaryColor\":\"#123456;}\"",
                        "\"welcomeMessage\":\"" + "x".repeat(501) + "\"",
                        "\"languages\":[]",
                        "\"languages\":[null]",
                        "\"languages\":[\"<b>\"]",
                        "\"languages\":[" + tooMany + "]")) {
            put("{\"name\":\"Town\"," + field + "}")
                    .then()
                    .statusCode(422)
                    .body("field", equalTo(field.substring(1, field.indexOf('"', 1))));
        }
        put("{}").then().statusCode(400).body("details.name", equalTo("missing"));
    }

    @Test
    void the_change_is_written_down_and_none_is_not() {
        put("{\"name\":\"Town\"}");
        put("{\"name\":\"Town\"}");

        List<String> trail =
                pool.preparedQuery(
                                "SELECT action || ' ' || (before ->> 'name') || ' ' || (after ->> 'name')"
                                        + " FROM management_audit WHERE organization_id = $1")
                        .mapping((Row row) -> row.getString(0))
                        .execute(Tuple.of(office.id()))
                        .map(rows -> rows.stream().toList())
                        .await()
                        .indefinitely();
        assertThat(trail).containsExactly("organization-changed Other Town");
    }

    @Test
    void a_change_names_the_id_and_not_the_slug() {
        String slug = office.id().toString().replace("-", "x");
        pool.preparedQuery("UPDATE organization SET slug = $2 WHERE id = $1")
                .execute(Tuple.of(office.id(), slug))
                .await()
                .indefinitely();

        office.as("admin")
                .body("{\"name\":\"Town\"}")
                .put("/api/organizations/" + slug)
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-organization"));
        given().get("/api/organizations/" + slug).then().body("name", equalTo("Other"));
    }

    private Response put(String body) {
        return office.as("admin").body(body).put("/api/organizations/" + office.id());
    }
}
