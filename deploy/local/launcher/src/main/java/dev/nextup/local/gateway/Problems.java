package dev.nextup.local.gateway;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** The gateway's own refusals, in the shape of the services' (RFC 9457). */
final class Problems {

    private static final String RETRY_AFTER_SECONDS = "2";

    private Problems() {}

    static void unavailable(HttpServerResponse response, String service) {
        response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
        answer(
                response,
                503,
                "service-unavailable",
                "Service unavailable",
                service + " does not answer at the moment. Try again shortly.");
    }

    static void badRequest(HttpServerResponse response) {
        answer(response, 400, "bad-request", "Bad request", "The request target is not a path.");
    }

    static void notFound(HttpServerResponse response) {
        answer(response, 404, "not-found", "There is nothing here", "The address is unknown.");
    }

    private static void answer(
            HttpServerResponse response, int status, String code, String title, String detail) {
        JsonObject problem =
                new JsonObject()
                        .put("type", "https://nextup.dev/problems/" + code)
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .put("code", code);
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(problem.toBuffer());
    }
}
