package dev.nextup.ticket.queue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CounterServicesTest {

    @Inject Pool pool;

    private OtherOrganization office;
    private String department;
    private String passports;
    private String licences;
    private String payments;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        department = office.department(office.branch());
        passports = office.service(department, "PAS");
        licences = office.service(department, "LIC");
        payments = office.service(department, "PAY");
    }

    @Test
    void a_counter_calls_the_oldest_over_exactly_the_services_it_serves() {
        String counter = counter(passports, payments);
        take(licences);
        String first = take(payments);
        String second = take(passports);
        String third = take(payments);

        assertThat(called(counter, 3)).containsExactly(first, second, third);
        callNextAt(counter).then().statusCode(204);
        queue(licences).then().body("counts.waiting", equalTo(1));
    }

    @Test
    void a_counters_queue_is_what_it_calls_in_that_order() {
        String counter = counter(passports, payments);
        take(licences);
        String first = take(payments);
        String second = take(passports);

        office.as("employee")
                .get("/api/counters/" + counter + "/queue")
                .then()
                .statusCode(200)
                .body("id", equalTo(counter))
                .body("waiting.id", equalTo(List.of(first, second)))
                .body("waiting.position", equalTo(List.of(1, 2)))
                .body("services.id", containsInAnyOrder(passports, payments))
                .body("counts.waiting", equalTo(2));
        assertThat(called(counter, 2)).containsExactly(first, second);
        office.as("employee")
                .get("/api/counters/" + department + "/queue")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-counter"));
    }

    @Test
    void a_counter_without_services_of_its_own_serves_all_of_its_department() {
        String counter = counter();
        String first = take(licences);
        String second = take(payments);
        String third = take(passports);

        assertThat(called(counter, 3)).containsExactly(first, second, third);
    }

    @Test
    void a_counter_whose_services_are_all_deactivated_calls_nobody_else() {
        String counter = counter(passports);
        take(licences);
        office.as("admin").delete(office.path("services/" + passports)).then().statusCode(204);

        callNextAt(counter).then().statusCode(204);
    }

    @Test
    void changed_services_count_from_the_next_call_on() {
        String counter = counter(passports);
        String licence = take(licences);
        callNextAt(counter).then().statusCode(204);

        office.as("manager")
                .body("{\"name\":\"1\",\"services\":[\"%s\"]}".formatted(licences))
                .put(office.path("counters/" + counter))
                .then()
                .statusCode(200);

        assertThat(called(counter, 1)).containsExactly(licence);
    }

    @Test
    void its_call_completes_its_ticket_even_one_of_a_service_it_does_not_serve() {
        String counter = counter(passports);
        String licence = take(licences);
        String to = "{\"counterId\":\"" + counter + "\"}";
        post("/api/tickets/" + licence + "/call", to)
                .then()
                .statusCode(200)
                .body("counter.id", equalTo(counter));

        callNextAt(counter).then().statusCode(204);

        ticket(licence).then().body("status", equalTo("COMPLETED"));
    }

    @Test
    void any_counter_of_the_department_can_be_given_with_a_queue_or_a_ticket() {
        String counter = counter(passports);
        String other = office.department(office.branch());
        String elsewhere = counterIn(other);
        String first = take(licences);
        String second = take(licences);
        String to = "{\"counterId\":\"" + counter + "\"}";

        post("/api/queues/" + licences + "/call-next", to).then().body("id", equalTo(first));
        post("/api/tickets/" + first + "/complete", "").then().statusCode(200);
        post("/api/tickets/" + second + "/call", to).then().statusCode(200);
        for (String path :
                List.of(
                        "/api/queues/" + licences + "/call-next",
                        "/api/tickets/" + first + "/call")) {
            post(path, "{\"counterId\":\"" + elsewhere + "\"}")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("unknown-counter"));
        }
    }

    @Test
    void only_open_counters_that_serve_it_make_an_estimate_for_a_service() {
        callNextAt(counter(passports)).then().statusCode(204);

        ticket(take(passports)).then().body("estimatedWait", notNullValue());
        ticket(take(licences)).then().body("estimatedWait", nullValue());
        JsonPath services = given().get("/api/organizations/" + office.id()).jsonPath();
        assertThat(services.getMap(estimateOf("PAS"))).isNotNull();
        assertThat(services.getMap(estimateOf("LIC"))).isNull();

        callNextAt(counter()).then().statusCode(200);
        ticket(take(licences)).then().body("estimatedWait", notNullValue());
    }

    @Test
    void counters_with_overlapping_services_call_every_ticket_once_and_none_waits_for_ever()
            throws Exception {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            for (String service : List.of(passports, licences, payments)) {
                taken.add(take(service));
            }
        }
        List<Callable<List<String>>> desks = new ArrayList<>();
        for (String counter :
                List.of(
                        counter(passports, licences),
                        counter(licences, payments),
                        counter(payments, passports),
                        counter())) {
            desks.add(() -> called(counter, 3));
        }

        List<String> called = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(desks.size());
        try {
            for (Future<List<String>> desk : threads.invokeAll(desks)) {
                called.addAll(desk.get());
            }
        } finally {
            threads.shutdown();
        }

        assertThat(called).doesNotHaveDuplicates().isSubsetOf(taken);
        queue(department).then().body("counts.waiting", equalTo(taken.size() - called.size()));
    }

    private static String estimateOf(String prefix) {
        return "branches[0].departments[0].services.find { it.prefix == '"
                + prefix
                + "' }.estimatedWait";
    }

    private String counter(String... services) {
        return counterIn(department, services);
    }

    private String counterIn(String of, String... services) {
        String ids =
                Arrays.stream(services).map(s -> '"' + s + '"').collect(Collectors.joining(","));
        return office.add(
                "counters",
                "{\"name\":\"1\",\"departmentId\":\"%s\",\"services\":[%s]}".formatted(of, ids));
    }

    private String take(String service) {
        return office.takeTicket(service).getString("id");
    }

    /** What the counter calls, until it has called so many or nobody waits for it. */
    private List<String> called(String counter, int most) {
        List<String> ids = new ArrayList<>();
        Response answer = callNextAt(counter);
        while (answer.statusCode() == 200) {
            ids.add(answer.path("id"));
            if (ids.size() == most) {
                return ids;
            }
            answer = callNextAt(counter);
        }
        assertThat(answer.statusCode()).isEqualTo(204);
        return ids;
    }

    private Response callNextAt(String counter) {
        return office.as("employee").post("/api/counters/" + counter + "/call-next");
    }

    private Response post(String path, String body) {
        return office.as("employee").body(body).post(path);
    }

    private Response queue(String id) {
        return office.as("employee").get("/api/queues/" + id);
    }

    private Response ticket(String id) {
        return office.as("employee").get("/api/tickets/" + id);
    }
}
