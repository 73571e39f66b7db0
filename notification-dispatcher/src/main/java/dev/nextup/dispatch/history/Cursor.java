package dev.nextup.dispatch.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Names the last delivery of a page, for the page after it; opaque to clients. */
record Cursor(Instant createdAt, UUID id) {

    /**
     * @throws IllegalArgumentException if it is none of ours
     * @throws java.time.DateTimeException if it is none of ours
     */
    static Cursor parse(String text) {
        String decoded = new String(Base64.getUrlDecoder().decode(text), UTF_8);
        int separator = decoded.indexOf('|');
        if (separator < 0) {
            throw new IllegalArgumentException("no cursor");
        }
        return new Cursor(
                Instant.parse(decoded.substring(0, separator)),
                UUID.fromString(decoded.substring(separator + 1)));
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + "|" + id).getBytes(UTF_8));
    }
}
