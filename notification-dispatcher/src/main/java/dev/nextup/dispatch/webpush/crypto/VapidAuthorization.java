package dev.nextup.dispatch.webpush.crypto;

/**
 * The value of the header {@code Authorization} (RFC 8292 section 3). For half a day whoever knows
 * it is us at that push service: never log it.
 */
public record VapidAuthorization(String headerValue) {

    @Override
    public String toString() {
        return "VapidAuthorization[…]";
    }
}
