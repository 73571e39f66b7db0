package dev.nextup.dispatch.webpush;

import java.util.regex.Pattern;

/**
 * Web Push's {@code Topic} (RFC 8030 section 5.4): a message replaces the one that still waits in
 * the same subscription under the same topic. The push service sees it, so it must tell nothing:
 * {@link PushTopics} makes it.
 *
 * @param value 1 to 32 characters of the URL-safe Base64 alphabet, without {@code =}
 */
public record PushTopic(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    /**
     * @throws IllegalArgumentException if a push service would refuse it
     */
    public PushTopic {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("a topic is 1 to 32 characters of base64url");
        }
    }
}
