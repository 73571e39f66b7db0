package dev.nextup.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers {@code /q/openapi}: one document, asked of all services each time. */
final class OpenApiDocument {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int ANSWER_MILLIS = 5_000;

    private final HttpClient client;
    private final Map<String, Integer> services;
    private final ObjectMapper json = new ObjectMapper();

    OpenApiDocument(Vertx vertx, Upstreams upstreams) {
        this.client =
                vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
        this.services = upstreams.documented();
    }

    /** A service that does not answer is named in the description and left out. */
    void answer(HttpServerRequest request) {
        Map<String, Future<Optional<ObjectNode>>> asked = new LinkedHashMap<>();
        services.forEach((name, port) -> asked.put(name, fetch(port)));
        Future.join(asked.values().stream().toList())
                .onSuccess(
                        all ->
                                request.response()
                                        .putHeader("Content-Type", "application/json")
                                        .putHeader("Cache-Control", "no-cache")
                                        .end(merge(asked)))
                .onFailure(e -> Problems.unavailable(request.response(), "The API document"));
    }

    private String merge(Map<String, Future<Optional<ObjectNode>>> asked) {
        OpenApiMerge merge = new OpenApiMerge();
        asked.forEach(
                (name, document) ->
                        document.result()
                                .ifPresentOrElse(
                                        found -> merge.add(name, found),
                                        () -> merge.missing(name)));
        return merge.result().toPrettyString();
    }

    private Future<Optional<ObjectNode>> fetch(int port) {
        RequestOptions target =
                new RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setMethod(HttpMethod.GET)
                        .setTimeout(ANSWER_MILLIS)
                        .putHeader("Accept", "application/json")
                        .setURI("/q/openapi?format=json");
        return client.request(target)
                .compose(request -> request.send())
                .compose(response -> response.body())
                .map(body -> parse(body.getBytes()))
                .otherwise(Optional.empty());
    }

    private Optional<ObjectNode> parse(byte[] body) {
        try {
            return json.readTree(body) instanceof ObjectNode document
                    ? Optional.of(document)
                    : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
