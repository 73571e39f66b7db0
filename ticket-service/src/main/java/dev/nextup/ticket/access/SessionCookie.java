package dev.nextup.ticket.access;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How the session travels: no script can read the cookie, no other site can make the browser send
 * it, and it goes nowhere but to {@code /api/auth}.
 */
@Singleton
class SessionCookie {

    static final String NAME = "nextup-session";

    private static final String PATH = "/api/auth";

    private final boolean secure;
    private final Clock clock;

    SessionCookie(PublicUrlConfig config, Clock clock) {
        this.secure = "https".equalsIgnoreCase(config.url().getScheme());
        this.clock = clock;
    }

    NewCookie holding(SessionToken token, Instant expiresAt) {
        return cookie(token.text(), Duration.between(clock.instant(), expiresAt));
    }

    /** Makes the browser forget. */
    NewCookie cleared() {
        return cookie("", Duration.ZERO);
    }

    private NewCookie cookie(String value, Duration life) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path(PATH)
                .maxAge(Math.toIntExact(life.toSeconds()))
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
