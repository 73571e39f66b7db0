package dev.nextup.ticket.lifecycle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every move of a ticket happens once for each Idempotency-Key, also where it could be repeated.
 */
@QuarkusTest
class MoveKeyTest {

    @Inject Pool pool;

    /** Moves before it, then the move with its body; the holder's own are said by the holder. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "call {}",
                "call recall",
                "call serve",
                "call complete",
                "skip",
                "hold",
                "hold requeue {\"place\":\"LAST\"}",
                "transfer {\"serviceId\":\"OTHER\"}",
                "cancel",
                "holder:cancel",
                "holder:confirm",
                "holder:delay {\"places\":1}",
                "delay {\"places\":1}"
            })
    void a_move_is_made_once_for_a_key_and_its_answer_repeated(String line) throws Exception {
        Ticket ticket = new Ticket(line);
        ticket.goThere();
        int before = ticket.transitions();
        String key = UUID.randomUUID().toString();

        List<Response> together =
                TicketDesk.inParallel(Collections.nCopies(3, () -> ticket.move(key)));
        Response again = ticket.move(key);

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
        assertThat(together).allMatch(answer -> answer.asString().equals(again.asString()));
        assertThat(ticket.transitions()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hold requeue {\"place\":\"LAST\"} {\"place\":\"FIRST\"}",
                "transfer {\"serviceId\":\"OTHER\"} {\"serviceId\":\"SAME\"}",
                "holder:delay {\"places\":1} {\"places\":2}"
            })
    void a_key_is_not_for_another_move(String line) {
        String other = line.substring(line.lastIndexOf(' ') + 1);
        Ticket ticket = new Ticket(line.substring(0, line.lastIndexOf(' ')));
        ticket.goThere();
        String key = UUID.randomUUID().toString();
        ticket.move(key).then().statusCode(200);
        int before = ticket.transitions();

        ticket.move(key, other)
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));

        assertThat(ticket.transitions()).isEqualTo(before);
    }

    /** A ticket of an organisation of its own, behind which two others wait. */
    private final class Ticket {

        private final OtherOrganization town = OtherOrganization.create(pool);
        private final String clerk = town.token("employee");
        private final String service;
        private final String elsewhere;
        private final JsonPath issued;
        private final List<String> words;
        private final String body;

        Ticket(String line) {
            List<String> all = List.of(line.split(" "));
            boolean hasBody = all.get(all.size() - 1).startsWith("{");
            words = hasBody ? all.subList(0, all.size() - 1) : all;
            body = hasBody ? all.get(all.size() - 1) : "{}";
            String department = town.department(town.branch());
            service = town.service(department, "AAA");
            elsewhere = town.service(department, "BBB");
            issued = town.takeTicket(service);
            town.takeTicket(service);
            town.takeTicket(service);
        }

        void goThere() {
            for (String command : words.subList(0, words.size() - 1)) {
                town.as("employee").body("{}").post(path(command)).then().statusCode(200);
            }
        }

        Response move(String key) {
            return move(key, body);
        }

        Response move(String key, String request) {
            String command = words.get(words.size() - 1);
            boolean holder = command.startsWith("holder:");
            RequestSpecification by =
                    given().auth()
                            .oauth2(holder ? issued.getString("token") : clerk)
                            .contentType("application/json");
            String filled = request.replace("OTHER", elsewhere).replace("SAME", service);
            return by.header("Idempotency-Key", key)
                    .body(filled)
                    .post(path(command.replace("holder:", "")));
        }

        int transitions() {
            return town.as("employee")
                    .get(path("history"))
                    .jsonPath()
                    .getList("transitions")
                    .size();
        }

        private String path(String command) {
            return "/api/tickets/" + issued.getString("id") + "/" + command;
        }
    }
}
