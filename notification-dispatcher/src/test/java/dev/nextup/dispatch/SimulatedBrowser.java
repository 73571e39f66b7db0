package dev.nextup.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** A browser simulated by the local push service, over its JSON interface. */
public final class SimulatedBrowser {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final URI address;
    private final JsonNode subscription;

    private SimulatedBrowser(HttpClient client, URI address, JsonNode subscription) {
        this.client = client;
        this.address = address;
        this.subscription = subscription;
    }

    /**
     * @param client that trusts the push service
     * @param applicationServerKey whose owner alone may send
     */
    public static SimulatedBrowser subscribe(
            HttpClient client, String pushService, String applicationServerKey)
            throws IOException, InterruptedException {
        URI all = URI.create(pushService + "/push/sim");
        JsonNode made =
                JSON.readTree(
                        exchange(
                                client,
                                HttpRequest.newBuilder(all)
                                        .POST(
                                                BodyPublishers.ofString(
                                                        "{\"applicationServerKey\":\""
                                                                + applicationServerKey
                                                                + "\"}"))));
        return new SimulatedBrowser(
                client,
                URI.create(all + "/" + made.path("id").asText()),
                made.path("subscription"));
    }

    public String endpoint() {
        return subscription.path("endpoint").asText();
    }

    public String p256dh() {
        return subscription.at("/keys/p256dh").asText();
    }

    public String auth() {
        return subscription.at("/keys/auth").asText();
    }

    /** What it received, decrypted by an implementation other than the sender's, oldest first. */
    public List<JsonNode> messages() {
        try {
            List<JsonNode> messages = new ArrayList<>();
            JSON.readTree(
                            exchange(
                                    client,
                                    HttpRequest.newBuilder(URI.create(address + "/messages"))))
                    .forEach(messages::add);
            return messages;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The kinds of what it received, oldest first. */
    public List<String> kinds() {
        return messages().stream()
                .map(message -> message.at("/payload/data/notificationType").asText())
                .toList();
    }

    /**
     * @param answers JSON array of scripted answers to the next pushes
     */
    public void answer(String answers) throws IOException, InterruptedException {
        exchange(
                client,
                HttpRequest.newBuilder(URI.create(address + "/behaviour"))
                        .PUT(BodyPublishers.ofString("{\"answers\":" + answers + "}")));
    }

    private static String exchange(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(
                        request.header("Content-Type", "application/json").build(),
                        BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
