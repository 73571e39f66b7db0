package dev.nextup.subscription.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.subscription.Customer;
import dev.nextup.subscription.PushNameServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the name of an endpoint leads decides; the name server is {@link PushNameServer}. */
@QuarkusTest
@QuarkusTestResource(PushNameServer.class) // serves every test of this service
class PushNamesTest {

    @Inject Pool pool;

    private final Customer customer = new Customer();

    @ParameterizedTest
    @ValueSource(strings = {"usual", "public6"})
    void a_name_with_public_addresses_is_taken(String label) {
        customer.subscribe(endpoint(label)).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "private",
                "metadata",
                "loopback",
                "mixed",
                "mixed6",
                "loopback6",
                "nat64",
                "sixtofour"
            })
    void one_address_that_is_not_public_is_enough_to_refuse(String label) {
        customer.subscribe(endpoint(label))
                .then()
                .statusCode(422)
                .body("code", equalTo("endpoint-not-allowed"))
                .body("reason", equalTo("private-address"))
                .body("detail", containsString("not public"));
        customer.read().then().body("activeSubscriptions", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "empty"})
    void a_name_without_an_address_is_refused(String label) {
        customer.subscribe(endpoint(label))
                .then()
                .statusCode(422)
                .body("code", equalTo("endpoint-not-allowed"))
                .body("reason", equalTo("unknown-host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "silent"})
    void an_outage_of_the_name_server_turns_nobody_away(String label) {
        Instant before = Clock.systemUTC().instant();

        customer.subscribe(endpoint(label)).then().statusCode(200);

        assertThat(Duration.between(before, Clock.systemUTC().instant()))
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_ticket_that_has_ended_is_told_before_a_bad_name() {
        end();

        customer.subscribe(endpoint("private")).then().statusCode(409);
    }

    private void end() {
        customer.subscribe().then().statusCode(200);
        pool.preparedQuery("UPDATE known_ticket SET ended_at = now() WHERE id = $1")
                .execute(Tuple.of(customer.ticketId))
                .await()
                .indefinitely();
    }

    private static String endpoint(String label) {
        return "https://" + label + ".web.push.apple.com/x";
    }
}
