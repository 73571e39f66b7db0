package dev.nextup.subscription.contact;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.http.InternalTokens;
import dev.nextup.subscription.CapturedLog;
import dev.nextup.subscription.Customer;
import dev.nextup.test.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What another service may ask, and everything it can get wrong. */
@QuarkusTest
class PhoneResourceTest {

    private static final String PATH = "/internal/phone";
    private static final String US = "subscription-service";

    @Inject InternalTokens tokens;
    @Inject MeterRegistry registry;

    private final Customer customer = new Customer();
    private final Instant now = Clock.systemUTC().instant();

    @BeforeEach
    void giveANumber() {
        customer.change("\"pushDenied\":true,\"customerPhone\":\"" + customer.phone + "\"")
                .then()
                .statusCode(200);
    }

    @Test
    void the_number_is_told_counted_and_not_logged() {
        double before = disclosed();
        try (CapturedLog log = CapturedLog.begin()) {
            ask(token(), question())
                    .then()
                    .statusCode(200)
                    .body("ticketId", equalTo(customer.ticketId.toString()))
                    .body("customerPhone", equalTo(customer.phone));

            assertThat(log.text())
                    .contains(customer.ticketId.toString())
                    .doesNotContain(customer.phone.substring(3));
        }
        assertThat(disclosed()).isEqualTo(before + 1);
    }

    @Test
    void without_a_wanted_fallback_or_without_a_number_there_is_none() {
        customer.change("\"pushDenied\":true,\"whatsappFallback\":false,\"smsFallback\":false");
        assertNone(ask(token(), question()));

        customer.change("\"pushDenied\":true,\"smsFallback\":true");
        ask(token(), question()).then().statusCode(200);

        customer.change("\"pushDenied\":true,\"customerPhone\":null");
        assertNone(ask(token(), question()));
    }

    @Test
    void a_token_about_another_ticket_gives_nothing_away() {
        assertNone(ask(tokens.sign(US, UUID.randomUUID(), now), question()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void what_is_no_token_of_ours_is_401_whatever_else_is_wrong(String token) {
        assertUnauthorized(ask(token, question()));
        assertUnauthorized(ask(token, "{not json"));
    }

    @Test
    void neither_no_token_nor_an_old_one_nor_one_for_others_nor_a_persons_lets_in() {
        assertUnauthorized(given().contentType("application/json").body(question()).post(PATH));
        assertUnauthorized(ask(tokens.sign("ticket-service", customer.ticketId, now), question()));
        assertUnauthorized(
                ask(tokens.sign(US, customer.ticketId, now.minus(Duration.ofMinutes(2))), "{}"));
        assertUnauthorized(
                ask(tokens.sign(US, customer.ticketId, now.plus(Duration.ofMinutes(5))), "{}"));
        assertUnauthorized(ask(customer.token, question()));
        assertUnauthorized(
                given().auth()
                        .oauth2(TestTokens.staff(customer.organizationId, "admin"))
                        .contentType("application/json")
                        .body(question())
                        .post(PATH));
        String good = token();
        assertUnauthorized(ask(good.substring(0, good.length() - 3) + "AAA", question()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{|400|malformed-json",
                "[]|400|malformed-json",
                "{}|400|missing-fields",
                "{\"ticketId\":null}|400|missing-fields",
                "{\"ticketId\":\"x\"}|400|invalid-field",
                "{\"ticketId\":7}|400|invalid-field",
                "{\"ticketId\":{}}|400|invalid-field"
            })
    void bad_input_is_a_problem(String body, int status, String code) {
        ask(token(), body).then().statusCode(status).body("code", equalTo(code));
    }

    private static void assertNone(Response answer) {
        answer.then().statusCode(404).body("code", equalTo("no-phone"));
    }

    private static void assertUnauthorized(Response answer) {
        answer.then().statusCode(401).body("code", equalTo("unauthorized"));
    }

    private String token() {
        return tokens.sign(US, customer.ticketId, now);
    }

    private String question() {
        return "{\"ticketId\":\"" + customer.ticketId + "\"}";
    }

    private static Response ask(String token, String body) {
        return given().header(InternalTokens.HEADER, token)
                .contentType("application/json")
                .body(body)
                .post(PATH);
    }

    private double disclosed() {
        return registry.counter("nextup.phone.disclosures", "outcome", "disclosed").count();
    }
}
