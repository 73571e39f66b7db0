package dev.nextup.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What a client was told.
 *
 * @param body missing node when there was none
 * @param took from sending the request to reading the whole answer
 */
record Answer(int status, String contentType, JsonNode body, Duration took) {

    boolean isServerError() {
        return status >= 500;
    }

    boolean isProblem() {
        return contentType.startsWith("application/problem+json")
                && body.path("status").asInt() == status
                && body.hasNonNull("code");
    }

    String text(String field) {
        return body.path(field).asText();
    }
}
