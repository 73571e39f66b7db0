package dev.nextup.subscription;

import static io.restassured.RestAssured.given;

import dev.nextup.test.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Somebody who holds a ticket that this service has not heard of. */
public final class Customer {

    public static final String PATH = "/api/notifications/subscribe";

    /** RFC 8291, appendix A. */
    public static final String P256DH =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

    public static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

    public final UUID ticketId = UUID.randomUUID();
    public final UUID organizationId;
    public final String token;

    /** Of this customer alone. */
    public final String endpoint = "https://fcm.googleapis.com/wp/" + UUID.randomUUID();

    public Customer() {
        this(UUID.randomUUID());
    }

    public Customer(UUID organizationId) {
        this.organizationId = organizationId;
        token = TestTokens.holder(ticketId, organizationId);
    }

    /** Of this customer alone, since one number serves few tickets; ends with 89. */
    public final String phone =
            "+491512%05d89".formatted(Math.floorMod(ticketId.hashCode(), 100_000));

    public RequestSpecification request() {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .queryParam("organizationId", organizationId)
                .queryParam("ticketId", ticketId);
    }

    public Response subscribe() {
        return subscribe(endpoint);
    }

    public Response subscribe(String endpoint) {
        return request().body(subscription(endpoint, "")).post(PATH);
    }

    /**
     * @param more further members, each with a comma in front
     */
    public String subscription(String endpoint, String more) {
        return """
        {"organizationId":"%s","ticketId":"%s","subscription":{"endpoint":"%s","expirationTime":null,
         "keys":{"p256dh":"%s","auth":"%s"}}%s}"""
                .formatted(organizationId, ticketId, endpoint, P256DH, AUTH, more);
    }

    public Response change(String members) {
        return request()
                .body(
                        "{\"organizationId\":\"%s\",\"ticketId\":\"%s\",%s}"
                                .formatted(organizationId, ticketId, members))
                .put(PATH);
    }

    public Response read() {
        return request().get(PATH);
    }
}
