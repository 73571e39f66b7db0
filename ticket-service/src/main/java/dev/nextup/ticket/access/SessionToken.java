package dev.nextup.ticket.access;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the session cookie holds: which session, and the secret that is good for one renewal. */
record SessionToken(UUID sessionId, String secret) {

    static SessionToken forNewSession() {
        return new SessionToken(UUID.randomUUID(), RandomSecret.next());
    }

    /** Empty when the text is no token of ours, whoever sent it. */
    static Optional<SessionToken> parse(@Nullable String cookie) {
        int dot = cookie == null ? -1 : cookie.indexOf('.');
        if (cookie == null || dot < 0) {
            return Optional.empty();
        }
        try {
            UUID sessionId = UUID.fromString(cookie.substring(0, dot));
            return Optional.of(new SessionToken(sessionId, cookie.substring(dot + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    SessionToken rotated() {
        return new SessionToken(sessionId, RandomSecret.next());
    }

    String hash() {
        return RandomSecret.hash(secret);
    }

    /** For the cookie and nothing else. */
    String text() {
        return sessionId + "." + secret;
    }

    @Override
    public String toString() {
        return "SessionToken";
    }
}
