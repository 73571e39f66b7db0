package dev.nextup.ticket.management;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.ticket.TestTokens;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest {

    private static final String MEMBER =
            "INSERT INTO member (id, organization_id, email, name, role, password_hash)"
                    + " VALUES ($1, $2, $3, 'Ada', 'admin', 'x')";

    private static final String MANY =
            "INSERT INTO management_audit (organization_id, actor, action, target_id)"
                    + " SELECT $1, 'operator', 'test', $1 FROM generate_series(1, 60)";

    @Inject Pool pool;

    private OtherOrganization office;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
    }

    @Test
    void admins_read_who_changed_what_the_latest_first() {
        UUID ada = UUID.randomUUID();
        pool.preparedQuery(MEMBER)
                .executeAndAwait(Tuple.of(ada, office.id(), ada + "@town.example"));
        String branch = office.branch();
        given().auth()
                .oauth2(TestTokens.staff(ada, office.id(), "admin"))
                .contentType("application/json")
                .body("{\"name\":\"New hall\",\"timeZone\":\"Europe/Vienna\"}")
                .put(office.path("branches/" + branch))
                .then()
                .statusCode(200);

        read("").then()
                .statusCode(200)
                .body("action", contains("branch-changed", "branch-created"))
                .body("[0].by.kind", equalTo("member"))
                .body("[0].by.id", equalTo(ada.toString()))
                .body("[0].by.name", equalTo("Ada"))
                .body("[0].targetId", equalTo(branch))
                .body("[0].before.name", equalTo("Hall"))
                .body("[0].after.name", equalTo("New hall"))
                .body("[1].before", nullValue())
                .body("[1].by.name", nullValue());
    }

    @Test
    void a_longer_history_is_read_page_by_page() {
        pool.preparedQuery(MANY).executeAndAwait(Tuple.of(office.id()));

        JsonPath first = read("").jsonPath();
        JsonPath second = read("?before=" + first.getLong("[49].id")).jsonPath();

        assertThat(first.getList("$")).hasSize(50);
        assertThat(first.getString("[0].by.kind")).isEqualTo("operator");
        assertThat(second.getList("$")).hasSize(10);
        assertThat(second.getLong("[0].id")).isLessThan(first.getLong("[49].id"));
    }

    @Test
    void what_others_changed_and_who_is_no_admin_is_left_out() {
        OtherOrganization stranger = OtherOrganization.create(pool);
        stranger.branch();

        assertThat(read("").jsonPath().getList("$")).isEqualTo(List.of());
        office.as("manager").get(office.path("audit")).then().statusCode(403);
        read("?before=x").then().statusCode(400).body("field", equalTo("before"));
    }

    private Response read(String query) {
        return office.as("admin").get(office.path("audit") + query);
    }
}
