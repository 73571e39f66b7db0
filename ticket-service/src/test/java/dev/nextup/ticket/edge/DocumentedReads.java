package dev.nextup.ticket.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextup.ticket.Demo;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Every GET of the API document, with ids that exist put into its path. */
final class DocumentedReads {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Demo demo;
    private final String ticket;
    private final String admin;

    /**
     * @param ticket id of one that exists
     * @param admin token that may read what is managed, to find what exists there
     */
    DocumentedReads(Demo demo, String ticket, String admin) {
        this.demo = demo;
        this.ticket = ticket;
        this.admin = admin;
    }

    List<String> paths() throws IOException, InterruptedException {
        List<String> paths = new ArrayList<>();
        JsonNode documented = JSON.readTree(read("/q/openapi?format=json", "").text()).get("paths");
        for (var path : documented.properties()) {
            if (path.getValue().has("get")) {
                paths.add(filled(path.getKey()));
            }
        }
        return paths;
    }

    /** What is answered; of a stream, its first event. */
    Answer read(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
        boolean stream =
                answer.headers().firstValue("Content-Type").orElse("").contains("event-stream");
        try (InputStream body = answer.body()) {
            return new Answer(
                    answer.statusCode(),
                    stream
                            ? firstEvent(body)
                            : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String firstEvent(InputStream body) throws IOException {
        StringBuilder event = new StringBuilder();
        for (int next = body.read(); next >= 0; next = body.read()) {
            event.append((char) next);
            if (event.indexOf("data:") >= 0 && event.toString().endsWith("\n\n")) {
                break;
            }
        }
        return event.toString();
    }

    private String filled(String template) throws IOException, InterruptedException {
        String path =
                template.replace("/tickets/{id}", "/tickets/" + ticket)
                        .replace("{queueId}", demo.service("BLD"))
                        .replace("{idOrSlug}", "demo")
                        .replace("{organizationId}", demo.organizationId.toString());
        if (path.endsWith("/{id}")) {
            String list = path.substring(0, path.length() - "/{id}".length());
            path = list + "/" + JSON.readTree(read(list, admin).text()).at("/0/id").asText();
        }
        return path.replaceAll("\\{\\w+}", demo.organizationId.toString());
    }

    /** Status and body. */
    record Answer(int status, String text) {}
}
