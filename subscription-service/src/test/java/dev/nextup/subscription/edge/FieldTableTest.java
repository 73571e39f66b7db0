package dev.nextup.subscription.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.nextup.subscription.Customer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every field of every call: missing, of the wrong type, malformed, too long, out of range. Each
 * value stands alone in a request that is right otherwise; what is refused leaves nothing behind.
 *
 * <p>Values are JSON; {@code "absent"} leaves the field out, {@code "x*9"} is nine times x.
 */
@QuarkusTest
class FieldTableTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REPEATED = Pattern.compile("(.*)(.)\\*([0-9]+)");

    @Inject Pool pool;

    private final Customer customer = new Customer();

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    POST | organizationId | missing | ["absent", null] | 400 missing-fields
                    POST | organizationId | malformed | ["", " ", "x", "5d0a3c5e2f6a4f0e9f396f1f3c1e7d54", "\\u0000"] | 400 invalid-field
                    POST | organizationId | too long | ["a*9000"] | 400 invalid-field
                    POST | organizationId | wrong type | [7, 1.5, true, {}, []] | 400 invalid-field
                    POST | ticketId | missing | ["absent", null] | 400 missing-fields
                    POST | ticketId | malformed | ["", " ", "x", "5d0a3c5e2f6a4f0e9f396f1f3c1e7d54", "\\u0000"] | 400 invalid-field
                    POST | ticketId | too long | ["a*9000"] | 400 invalid-field
                    POST | ticketId | wrong type | [7, 1.5, true, {}, []] | 400 invalid-field
                    POST | subscription | missing | ["absent", null, {}] | 400 missing-fields
                    POST | subscription | wrong type | ["x", "", 7, true, []] | 400 invalid-field
                    POST | subscription.endpoint | missing | ["absent", null, "", " "] | 400 missing-fields
                    POST | subscription.endpoint | malformed | ["x", "https://", "no address", "https://fcm.googleapis.com\\u0000/x"] | 422 endpoint-not-allowed
                    POST | subscription.endpoint | not allowed | ["https://evil.example/x", "http://fcm.googleapis.com/x", "https://10.0.0.1/x", "https://permanently-removed.invalid/x"] | 422 endpoint-not-allowed
                    POST | subscription.endpoint | too long | ["https://fcm.googleapis.com/x*2100"] | 422 endpoint-not-allowed
                    POST | subscription.endpoint | wrong type | [7, true, {}, []] | 400 invalid-field
                    POST | subscription.expirationTime | missing | ["absent", null] | 200
                    POST | subscription.expirationTime | far | [4102444800000, 4102444800000.5] | 200
                    POST | subscription.expirationTime | wrong type | ["tomorrow", "1", "", true, {}, []] | 400 invalid-field
                    POST | subscription.expirationTime | out of range | [-1, 1e30, 253402300800000] | 400 invalid-field
                    POST | subscription.expirationTime | over | [0, 1000] | 422 subscription-expired
                    POST | subscription.keys | missing | ["absent", null, {}] | 400 missing-fields
                    POST | subscription.keys | wrong type | ["x", 7, true, []] | 400 invalid-field
                    POST | subscription.keys.p256dh | missing | ["absent", null, "", " "] | 400 missing-fields
                    POST | subscription.keys.p256dh | malformed | ["!", "BAAA", "A*87", "B*87", "\\u0000"] | 422 invalid-key
                    POST | subscription.keys.p256dh | too long | ["A*30000"] | 422 invalid-key
                    POST | subscription.keys.p256dh | wrong type | [7, false, {}, []] | 400 invalid-field
                    POST | subscription.keys.auth | missing | ["absent", null, "", " "] | 400 missing-fields
                    POST | subscription.keys.auth | malformed | ["!", "AA", "A*21", "A*23"] | 422 invalid-key
                    POST | subscription.keys.auth | too long | ["A*30000"] | 422 invalid-key
                    POST | subscription.keys.auth | wrong type | [12, true, {}, []] | 400 invalid-field
                    POST | userAgent | any text | ["absent", null, "", "nonsense", "x*30000"] | 200
                    POST | userAgent | wrong type | [7, true, {}, []] | 400 invalid-field
                    POST | customerPhone | anything | ["absent", null, "", "abc", "1*500", 7, true, {}, []] | 200
                    POST | keyId | missing | ["absent", null] | 200
                    POST | keyId | unknown | ["", "retired", "\\u0000", "k*9000"] | 422 vapid-key-retired
                    POST | keyId | wrong type | [5, true, {}, []] | 400 invalid-field
                    POST | somethingElse | ignored | [null, 7, "x", {}, []] | 200
                    PUT | organizationId | missing | ["absent", null] | 400 missing-fields
                    PUT | organizationId | malformed | ["", "x", "5d0a3c5e2f6a4f0e9f396f1f3c1e7d54", "a*9000"] | 400 invalid-field
                    PUT | organizationId | wrong type | [7, true, {}, []] | 400 invalid-field
                    PUT | ticketId | missing | ["absent", null] | 400 missing-fields
                    PUT | ticketId | malformed | ["", "x", "5d0a3c5e2f6a4f0e9f396f1f3c1e7d54", "a*9000"] | 400 invalid-field
                    PUT | ticketId | wrong type | [17, true, {}, []] | 400 invalid-field
                    PUT | pushDenied | missing | ["absent", null] | 400 missing-fields
                    PUT | pushDenied | wrong type | ["yes", "true", "", 1, 0, {}, []] | 400 invalid-field
                    PUT | customerPhone | none | ["absent", null, ""] | 200
                    PUT | customerPhone | malformed | ["abc", "0151 23456789", "+49 1", "\\u0000"] | 422 invalid-phone
                    PUT | customerPhone | too long | ["+*500", "+4915123456789*500"] | 422 invalid-phone
                    PUT | customerPhone | wrong type | [49151234567, true, {}, []] | 400 invalid-field
                    PUT | whatsappFallback | missing | ["absent", null] | 200
                    PUT | whatsappFallback | wrong type | ["true", "", 0, {}, []] | 400 invalid-field
                    PUT | smsFallback | missing | ["absent", null] | 200
                    PUT | smsFallback | wrong type | ["true", "", 0, {}, []] | 400 invalid-field
                    PUT | notifyAhead | missing | ["absent", null] | 200
                    PUT | notifyAhead | wrong type | ["3", "", 1.5, true, {}, [], 99999999999] | 400 invalid-field
                    PUT | notifyAhead | out of range | [0, -1, 100] | 422 invalid-preference
                    PUT | somethingElse | ignored | [null, 7, "x", {}, []] | 200
                    """)
    void a_body(String method, String field, String what, String values, String answer)
            throws JsonProcessingException {
        for (JsonNode value : JSON.readTree(values)) {
            JsonNode body = with(valid(method), field, value);

            check(value, send(customer.request(), method, body), answer, field);
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    GET | organizationId | missing | ["absent", "", " "] | 400 missing-fields
                    GET | organizationId | malformed | ["x", "5d0a3c5e2f6a4f0e9f396f1f3c1e7d54", "a*2000"] | 400 invalid-field
                    GET | ticketId | missing | ["absent", "", " "] | 400 missing-fields
                    GET | ticketId | malformed | ["x", "5d0a3c5e2f6a4f0e9f396f1f3c1e7d54", "a*2000"] | 400 invalid-field
                    DELETE | organizationId | missing | ["absent", "", " "] | 400 missing-fields
                    DELETE | organizationId | malformed | ["x", "5d0a3c5e2f6a4f0e9f396f1f3c1e7d54", "a*2000"] | 400 invalid-field
                    DELETE | ticketId | missing | ["absent", "", " "] | 400 missing-fields
                    DELETE | ticketId | malformed | ["x", "5d0a3c5e2f6a4f0e9f396f1f3c1e7d54", "a*2000"] | 400 invalid-field
                    """)
    void an_address(String method, String field, String what, String values, String answer)
            throws JsonProcessingException {
        for (JsonNode value : JSON.readTree(values)) {
            ObjectNode query =
                    JSON.createObjectNode()
                            .put("organizationId", customer.organizationId.toString())
                            .put("ticketId", customer.ticketId.toString());
            RequestSpecification request = given().auth().oauth2(customer.token);
            with(query, field, value)
                    .properties()
                    .forEach(p -> request.queryParam(p.getKey(), p.getValue().asText()));

            check(value, send(request, method, null), answer, field);
        }
    }

    private ObjectNode valid(String method) throws JsonProcessingException {
        return (ObjectNode)
                JSON.readTree(
                        method.equals("POST")
                                ? customer.subscription(customer.endpoint, "")
                                : "{\"organizationId\":\"%s\",\"ticketId\":\"%s\",\"pushDenied\":false}"
                                        .formatted(customer.organizationId, customer.ticketId));
    }

    private static ObjectNode with(ObjectNode body, String field, JsonNode value) {
        ObjectNode parent = body;
        String name = field;
        while (name.contains(".")) {
            parent = (ObjectNode) parent.get(name.substring(0, name.indexOf('.')));
            name = name.substring(name.indexOf('.') + 1);
        }
        if (value.isTextual() && value.textValue().equals("absent")) {
            parent.remove(name);
        } else {
            parent.set(name, expanded(value));
        }
        return body;
    }

    private static JsonNode expanded(JsonNode value) {
        Matcher repeated = REPEATED.matcher(value.asText());
        return value.isTextual() && repeated.matches()
                ? new TextNode(
                        repeated.group(1)
                                + repeated.group(2).repeat(Integer.parseInt(repeated.group(3))))
                : value;
    }

    private static Response send(RequestSpecification request, String method, JsonNode body) {
        return (body == null ? request : request.body(body.toString()))
                .request(method, Customer.PATH);
    }

    private void check(JsonNode value, Response response, String answer, String field) {
        String as = value + " → " + response.asString();
        assertThat(response.statusCode())
                .as(as)
                .isEqualTo(Integer.parseInt(answer.substring(0, 3)));
        if (answer.length() == 3) {
            return;
        }
        assertThat(response.contentType()).as(as).startsWith("application/problem+json");
        assertThat(response.<String>path("code")).as(as).isEqualTo(answer.substring(4));
        if (answer.endsWith("invalid-field")) {
            assertThat(response.<String>path("field")).as(as).isEqualTo(field);
        }
        assertThat(held()).as(as).isZero();
    }

    private long held() {
        return pool.preparedQuery(
                        "SELECT (SELECT count(*) FROM push_subscription WHERE ticket_id = $1)"
                                + " + (SELECT count(*) FROM notification_preference WHERE ticket_id = $1)"
                                + " + (SELECT count(*) FROM ticket_phone WHERE ticket_id = $1)")
                .execute(Tuple.of(customer.ticketId))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
