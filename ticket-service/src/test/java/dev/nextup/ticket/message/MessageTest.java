package dev.nextup.ticket.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.event.delivery.NotificationType;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MessageTest {

    private static final String CALL =
            "{\"title\":\"{number}, please!\",\"body\":\"To {counter}\"}";

    @Inject Pool pool;

    private OtherOrganization office;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
    }

    @Test
    void own_words_are_set_replaced_and_taken_back() {
        list().body("$", empty());

        put("your_turn/en", CALL).then().statusCode(200).body("language", equalTo("en"));
        put("your_turn/ar", "{\"title\":\"{number}\",\"body\":\"إلى {counter}\"}");
        put("ticket_missed/en", "{\"title\":\"a\",\"body\":\"b\"}");
        put("your_turn/en", "{\"title\":\"Come\",\"body\":\"Now\"}").then().statusCode(200);
        list().body("kind", contains("ticket_missed", "your_turn", "your_turn"))
                .body("language", contains("en", "ar", "en"))
                .body("title", contains("a", "{number}", "Come"));

        assertThat(delete("your_turn/en")).isEqualTo(204);
        assertThat(delete("your_turn/en")).isEqualTo(204);
        list().body("language", contains("en", "ar"));
    }

    @Test
    void every_kind_of_notification_takes_own_words_and_nothing_else_does() {
        for (NotificationType type : NotificationType.values()) {
            String kind = type.name().toLowerCase(Locale.ROOT);
            assertThat(put(kind + "/en", CALL).statusCode()).as(kind).isEqualTo(200);
        }
        for (String kind : List.of("YOUR_TURN", "lunch")) {
            put(kind + "/en", CALL)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("unknown-message-kind"));
            assertThat(delete(kind + "/en")).isEqualTo(404);
        }
    }

    @Test
    void one_language_has_one_spelling() {
        put("your_turn/AR-eg", CALL).then().statusCode(200).body("language", equalTo("ar-EG"));
        put("your_turn/ar-EG", CALL).then().statusCode(200);
        list().body("language", contains("ar-EG"));

        for (String language : List.of("e", "en_US", "12", "x".repeat(36))) {
            put("your_turn/" + language, CALL)
                    .then()
                    .statusCode(422)
                    .body("field", equalTo("language"));
        }
    }

    @Test
    void only_placeholders_that_can_be_filled_are_taken() {
        String all =
                "{number}{counter}{service}{department}{branch}{organization}{position}"
                        + "{currentlyServing}";
        put("your_turn/en", "{\"title\":\"x\",\"body\":\"%s\"}".formatted(all))
                .then()
                .statusCode(200)
                .body("body", equalTo(all));

        for (String wrong :
                List.of("{phone}", "{Number}", "{}", "{ number }", "{number", "number}", "{{x}}")) {
            for (String field : List.of("title", "body")) {
                String other = field.equals("title") ? "body" : "title";
                put(
                                "your_turn/en",
                                "{\"%s\":\"%s\",\"%s\":\"fine\"}".formatted(field, wrong, other))
                        .then()
                        .statusCode(422)
                        .body("field", equalTo(field));
            }
        }
        list().body("body", contains(all));
    }

    @Test
    void words_fit_on_a_lock_screen() {
        String template = "{\"title\":\"%s\",\"body\":\"%s\"}";
        put("your_turn/en", template.formatted("t".repeat(80), "b".repeat(240)))
                .then()
                .statusCode(200);

        List<String> wrong =
                List.of(
                        template.formatted("t".repeat(81), "b"),
                        template.formatted("t", "b".repeat(241)),
                        template.formatted("two\\nlines", "b"));
        for (String body : wrong) {
            assertThat(put("your_turn/en", body).statusCode()).as(body).isEqualTo(422);
        }
        put("your_turn/en", "{\"title\":\" \",\"body\":\"b\"}")
                .then()
                .statusCode(400)
                .body("details.title", equalTo("missing"));
    }

    @Test
    void all_staff_read_and_admins_change() {
        put("your_turn/en", CALL);

        office.as("employee").get(office.path("messages")).then().statusCode(200);
        String path = office.path("messages/your_turn/en");
        assertThat(office.as("manager").body(CALL).put(path).statusCode()).isEqualTo(403);
        assertThat(office.as("manager").delete(path).statusCode()).isEqualTo(403);
    }

    @Test
    void every_change_is_written_down_with_what_was_there_before() {
        put("your_turn/en", CALL);
        put("your_turn/en", CALL);
        put("your_turn/en", "{\"title\":\"a\",\"body\":\"b\"}");
        delete("your_turn/en");

        List<String> trail =
                pool.preparedQuery(
                                "SELECT action || ' ' || coalesce(before ->> 'title', '-') || ' '"
                                        + " || coalesce(after ->> 'title', '-')"
                                        + " FROM management_audit WHERE organization_id = $1 ORDER BY id")
                        .mapping((Row row) -> row.getString(0))
                        .execute(Tuple.of(office.id()))
                        .map(rows -> rows.stream().toList())
                        .await()
                        .indefinitely();
        assertThat(trail)
                .containsExactly(
                        "message-created - {number}, please!",
                        "message-changed {number}, please! a",
                        "message-removed a -");
    }

    private io.restassured.response.ValidatableResponse list() {
        return office.as("employee").get(office.path("messages")).then().statusCode(200);
    }

    private Response put(String which, String body) {
        return office.as("admin").body(body).put(office.path("messages/" + which));
    }

    private int delete(String which) {
        return office.as("admin").delete(office.path("messages/" + which)).statusCode();
    }
}
