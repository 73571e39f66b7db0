package dev.nextup.dispatch.webpush.crypto;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whom a push service writes to when our messages trouble it: the claim {@code sub}. RFC 8292 wants
 * one, some push services refuse a token without it, with a space in it, or with localhost.
 *
 * @param value {@code mailto:name@domain} or {@code https://host…}
 */
public record VapidSubject(String value) {

    private static final Pattern MAILTO =
            Pattern.compile(
                    "mailto:[^\\s@<>\"\\\\]+@(?<domain>[^\\s@<>\"\\\\?]+\\.[^\\s@<>\"\\\\?.]+)");

    /**
     * @throws IllegalArgumentException if a push service might refuse it
     */
    public VapidSubject {
        if (!MAILTO.matcher(value).matches() && !isHttps(value)) {
            throw new IllegalArgumentException(
                    "a VAPID subject is mailto:name@domain or an https URL, not of localhost");
        }
    }

    private static boolean isHttps(String value) {
        try {
            URI uri = new URI(value);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getHost().toLowerCase(Locale.ROOT).contains(".")
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
