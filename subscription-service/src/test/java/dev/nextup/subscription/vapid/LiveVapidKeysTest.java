package dev.nextup.subscription.vapid;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.nextup.subscription.Customer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service goes on running while its key is replaced. */
@QuarkusTest
class LiveVapidKeysTest {

    @ConfigProperty(name = "nextup.vapid.keys-file")
    Path file;

    private String ring;
    private String keyId;

    @BeforeEach
    void remember() throws IOException {
        ring = Files.readString(file);
        keyId = current();
    }

    @AfterEach
    void putBack() throws IOException {
        Files.writeString(file, ring);
        awaitCurrent(keyId);
    }

    @Test
    void a_leaked_key_is_replaced_without_a_restart_and_its_browsers_are_told_to_renew()
            throws Exception {
        Customer early = new Customer();
        subscribe(early, keyId, 200);

        Files.writeString(file, fresh("after-the-leak"));

        awaitCurrent("after-the-leak");
        subscribe(new Customer(), "after-the-leak", 200);
        subscribe(early, keyId, 422);
        early.read().then().body("activeSubscriptions", equalTo(1));
    }

    private static void subscribe(Customer customer, String keyId, int status) {
        String body = customer.subscription(customer.endpoint, ",\"keyId\":\"" + keyId + "\"");
        customer.request()
                .body(body)
                .post(Customer.PATH)
                .then()
                .statusCode(status)
                .body("code", equalTo(status == 200 ? null : "vapid-key-retired"));
    }

    private static void awaitCurrent(String keyId) {
        await().atMost(Duration.ofSeconds(60)).until(() -> keyId.equals(current()));
    }

    private static String current() {
        return given().get("/api/notifications/vapid-public-key").path("keyId");
    }

    private static String fresh(String id) throws Exception {
        EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId(id);
        return new JsonWebKeySet(key).toJson(OutputControlLevel.INCLUDE_PRIVATE);
    }
}
