package dev.nextup.local.push.sender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;

/** A simulated browser, seen from the test that owns it. */
@SuppressWarnings("ArrayRecordComponent") // A carrier of octets, never compared.
public record TestBrowser(
        HttpClient client, URI service, String id, String endpoint, byte[] p256dh, byte[] auth) {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Subscribes with a key, or for everybody if the key is empty. */
    public static TestBrowser subscribe(URI service, String key) throws Exception {
        return subscribe(CLIENT, service, key);
    }

    /** As above, with a client that can reach the service. */
    public static TestBrowser subscribe(HttpClient client, URI service, String key)
            throws Exception {
        String body = key.isEmpty() ? "{}" : "{\"applicationServerKey\":\"" + key + "\"}";
        HttpResponse<String> answer = call(client, service, "POST", "/push/sim", body);
        JsonNode view = json(answer);
        JsonNode subscription = view.path("subscription");
        return new TestBrowser(
                client,
                service,
                view.path("id").asText(),
                subscription.path("endpoint").asText(),
                octets(subscription.path("keys").path("p256dh")),
                octets(subscription.path("keys").path("auth")));
    }

    public JsonNode messages() throws Exception {
        return json(call(client, service, "GET", "/push/sim/" + id + "/messages", ""));
    }

    public HttpResponse<String> behave(String answers) throws Exception {
        String body = "{\"answers\":" + answers + "}";
        return call(client, service, "PUT", "/push/sim/" + id + "/behaviour", body);
    }

    public HttpResponse<String> unsubscribe() throws Exception {
        return call(client, service, "DELETE", "/push/sim/" + id, "");
    }

    public static HttpResponse<String> call(URI service, String method, String path, String body)
            throws Exception {
        return call(CLIENT, service, method, path, body);
    }

    private static HttpResponse<String> call(
            HttpClient client, URI service, String method, String path, String body)
            throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(service.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }

    private static byte[] octets(JsonNode node) {
        return Base64.getUrlDecoder().decode(node.asText());
    }
}
