package dev.nextup.ticket.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proxy may speak HTTP/2 to the service, where a body needs no declared length. */
@QuarkusTest
class HttpTwoTest {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private Demo demo;

    /** The first request asks for the upgrade, those after it are HTTP/2. */
    @BeforeEach
    void upgraded() throws Exception {
        demo = Demo.load();
        assertThat(get("/api/organizations/demo").version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    @Test
    void what_needs_no_body_is_answered() throws Exception {
        assertThat(get("/api/organizations/demo").statusCode()).isEqualTo(200);
        assertThat(get("/api/nothing").statusCode()).isEqualTo(404);
        assertThat(post("/api/auth/login", BodyPublishers.noBody()).statusCode()).isEqualTo(400);
    }

    @Test
    void a_ticket_is_taken_with_and_without_a_declared_length() throws Exception {
        String body = demo.ticketRequest("BLD");

        assertThat(post("/api/tickets", BodyPublishers.ofString(body)).statusCode()).isEqualTo(201);
        assertThat(post("/api/tickets", undeclared(body)).statusCode()).isEqualTo(201);
        demo.drain("BLD");
    }

    @Test
    void too_much_is_refused_with_and_without_a_declared_length() throws Exception {
        String body = "{\"serviceId\":\"" + "x".repeat(70_000) + "\"}";

        HttpResponse<String> declared = post("/api/tickets", BodyPublishers.ofString(body));
        HttpResponse<String> undeclared = post("/api/tickets", undeclared(body));

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).contains("\"body-too-large\"");
        assertThat(undeclared.statusCode()).isEqualTo(413);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return exchange(request(path).GET());
    }

    private HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
        return exchange(request(path).POST(body));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Content-Type", "application/json");
    }

    private static BodyPublisher undeclared(String body) {
        return BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
