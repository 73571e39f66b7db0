package dev.nextup.ticket.queue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ServiceTimesTest {

    /** What a service expects unless told otherwise. */
    private static final int CONFIGURED = 300;

    @Inject Pool pool;
    @Inject ServiceTimes times;

    private OtherOrganization office;
    private String service;
    private String counter;

    @BeforeEach
    void furnish() {
        office = OtherOrganization.create(pool);
        String department = office.department(office.branch());
        service = office.service(department, "PAS");
        counter =
                office.add(
                        "counters",
                        "{\"name\":\"1\",\"departmentId\":\"%s\"}".formatted(department));
    }

    @Test
    void five_completions_replace_what_was_expected_by_their_median() {
        complete(40, 0);
        complete(100, 0);
        complete(80, 0);
        complete(4000, 0);
        assertThat(measured()).isEqualTo(CONFIGURED);

        complete(60, 0);

        assertThat(measured()).isEqualTo(80);
    }

    @Test
    void what_is_too_short_too_long_or_long_ago_does_not_count() {
        for (int i = 0; i < 5; i++) {
            complete(9, 0);
            complete(4 * 3600 + 1, 0);
            complete(700, 8 * 3600 + 60);
        }

        assertThat(measured()).isEqualTo(CONFIGURED);
    }

    @Test
    void the_last_fifty_count() {
        for (int i = 0; i < 30; i++) {
            complete(1000, 3600);
        }
        for (int i = 0; i < 50; i++) {
            complete(50, 60);
        }

        assertThat(measured()).isEqualTo(50);
    }

    @Test
    void who_is_served_takes_the_time_from_then_and_not_from_the_call() {
        for (int i = 0; i < 5; i++) {
            String ticket = office.takeTicket(service).getString("id");
            command(ticket, "call");
            command(ticket, "serve");
            command(ticket, "complete");
            pool.preparedQuery(
                            "UPDATE ticket SET called_at = called_at - interval '1 hour',"
                                    + " completed_at = completed_at + interval '90 seconds' WHERE id = $1")
                    .executeAndAwait(Tuple.of(UUID.fromString(ticket)));
        }

        assertThat(measured()).isEqualTo(90);
    }

    @Test
    void an_estimate_is_made_of_the_measured_time_and_of_the_open_counters() {
        for (int i = 0; i < 5; i++) {
            complete(120, 0);
        }
        refresh();
        office.as("employee").post("/api/counters/" + counter + "/call-next");

        JsonPath first = office.takeTicket(service);
        JsonPath second = office.takeTicket(service);

        assertThat(first.getInt("estimatedWait.lowSeconds")).isZero();
        assertThat(first.getInt("estimatedWait.highSeconds")).isEqualTo(180);
        assertThat(second.getInt("estimatedWait.lowSeconds")).isEqualTo(72);
        assertThat(second.getInt("estimatedWait.highSeconds")).isEqualTo(360);
        given().get("/api/organizations/" + office.id())
                .then()
                .body(
                        "branches[0].departments[0].services[0].estimatedWait.highSeconds",
                        equalTo(540));
    }

    @Test
    void without_an_open_counter_nobody_is_told_anything() {
        office.takeTicket(service);

        given().get("/api/organizations/" + office.id())
                .then()
                .body("branches[0].departments[0].services[0].estimatedWait", nullValue());
    }

    /** A ticket that took so long, so long ago. */
    private void complete(int seconds, int ago) {
        String ticket = office.takeTicket(service).getString("id");
        command(ticket, "call");
        command(ticket, "complete");
        pool.preparedQuery(
                        "UPDATE ticket SET completed_at = now() - make_interval(secs => $3),"
                                + " called_at = now() - make_interval(secs => $2 + $3) WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(ticket), (double) seconds, (double) ago));
    }

    private void command(String ticket, String command) {
        office.as("employee").post("/api/tickets/" + ticket + "/" + command).then().statusCode(200);
    }

    private int measured() {
        refresh();
        return times.seconds(UUID.fromString(service), CONFIGURED);
    }

    private void refresh() {
        times.refresh().await().indefinitely();
    }
}
