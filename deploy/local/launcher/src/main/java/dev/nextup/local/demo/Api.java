package dev.nextup.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * Nextup as its clients see it, through the gateway. A refusal is a {@link StoryFailure} that
 * quotes the problem; tokens and bodies we send are never in it.
 */
final class Api {

    private static final JsonMapper JSON = new JsonMapper();

    /** The gateway's answer for a service that died or is being started, whatever the step. */
    private static final int UNAVAILABLE = 503;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(15);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_LIMIT)
                    .build();
    private final URI gateway;
    private final Optional<String> token;

    /** For what anybody may call. */
    Api(URI gateway) {
        this(gateway, Optional.empty());
    }

    private Api(URI gateway, Optional<String> token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** The same Nextup, for the bearer of a token. */
    Api as(String bearer) {
        return new Api(gateway, Optional.of(bearer));
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** The answer's body; a missing node if it has none, as with 204. */
    JsonNode get(String target) {
        return ask("GET", target, BodyPublishers.noBody());
    }

    /** The answer's body; a missing node if it has none, as with 204. */
    JsonNode post(String target, JsonNode body) {
        return ask("POST", target, BodyPublishers.ofString(body.toString()));
    }

    /** The text at a pointer such as {@code /member/role}, which must be there. */
    static String text(JsonNode answer, String pointer) {
        JsonNode value = answer.at(pointer);
        if (!value.isValueNode() || value.isNull()) {
            throw new StoryFailure("the answer has nothing at %s".formatted(pointer));
        }
        return value.asText();
    }

    private JsonNode ask(String method, String target, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(gateway.resolve(target))
                        .timeout(ANSWER_LIMIT)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .method(method, body);
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        String call = method + " " + gateway.resolve(target).getPath();
        HttpResponse<String> response = send(call, request.build());
        if (response.statusCode() / 100 != 2) {
            throw refused(call, response.statusCode(), response.body());
        }
        return parsed(call, response.body());
    }

    private static StoryFailure refused(String call, int status, String body) {
        String message = "%s answered %d%s".formatted(call, status, reason(body));
        return status == UNAVAILABLE
                ? new StoryFailure(message, "Wait until `up` says that the service is up again.")
                : new StoryFailure(message);
    }

    private HttpResponse<String> send(String call, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new StoryFailure(
                    "Nothing answers at " + gateway,
                    "Start ./deploy/local/up first, or name its port with --port");
        } catch (HttpTimeoutException e) {
            throw new StoryFailure(
                    "%s had no answer within %d s".formatted(call, ANSWER_LIMIT.toSeconds()));
        } catch (IOException e) {
            throw new StoryFailure(
                    "%s broke off: %s".formatted(call, e.getMessage()),
                    "Is `up` still running, and is it Nextup that answers at %s?"
                            .formatted(gateway));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryFailure("interrupted");
        }
    }

    private JsonNode parsed(String call, String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new StoryFailure(
                    "%s was not answered in JSON".formatted(call),
                    "Something other than Nextup answers at %s: name the port of `up` with --port"
                            .formatted(gateway));
        }
    }

    /** What a problem (RFC 9457) says; nothing if it is none. */
    private static String reason(String body) {
        try {
            JsonNode problem = JSON.readTree(body);
            String code = problem.path("code").asText("");
            String detail = problem.path("detail").asText(problem.path("title").asText(""));
            return (code.isEmpty() ? "" : " " + code) + (detail.isEmpty() ? "" : ": " + detail);
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
