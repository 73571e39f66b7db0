package dev.nextup.local.push;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Refusals in the shape of the whole system's (RFC 9457). */
final class Problems {

    private Problems() {}

    static void notFound(HttpServerResponse response) {
        JsonObject problem =
                new JsonObject()
                        .put("type", "https://nextup.dev/problems/not-found")
                        .put("title", "Not found")
                        .put("status", 404)
                        .put("detail", "The local push service has nothing at this address.")
                        .put("code", "not-found");
        response.setStatusCode(404)
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.toBuffer());
    }
}
