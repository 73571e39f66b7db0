package dev.nextup.dispatch.webpush.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells push services who we are (RFC 8292). A token is signed once per key and origin and then
 * reused, as the RFC encourages and some services demand; it is renewed at half its life, so that
 * one that is sent has hours left. Of many threads that need a new one, one signs.
 *
 * <p>Safe for many threads. A signature takes a millisecond and happens every six hours per origin.
 */
public final class VapidSigner {

    /**
     * Half of the 24 hours that are allowed, so that a clock that is wrong by hours does no harm.
     */
    static final Duration LIFE = Duration.ofHours(12);

    /** At half of its life. */
    static final Duration RENEWAL = LIFE.dividedBy(2);

    /**
     * How far a token may come from the future: a thread may have read the clock just before
     * another one signed. Beyond it the clock was set back, and the expiry may be too far ahead.
     */
    static final Duration BACKWARD_TOLERANCE = Duration.ofMinutes(1);

    /** Push services have few origins; the limit keeps whoever invents some from filling memory. */
    static final int MAX_TOKENS = 1_024;

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            BASE64URL.encodeToString("{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(UTF_8));

    private final VapidSubject subject;
    private final Clock clock;
    private final Map<TokenKey, Token> tokens = new ConcurrentHashMap<>();

    public VapidSigner(VapidSubject subject, Clock clock) {
        this.subject = subject;
        this.clock = clock;
    }

    /**
     * What to send in {@code Authorization}. Ask at every attempt, also at a retry: the token of an
     * earlier one may have expired.
     *
     * @param key the one the subscription was made with, see {@link VapidKeyRing#find}
     */
    public VapidAuthorization authorization(VapidKey key, PushOrigin origin) {
        Instant now = clock.instant();
        TokenKey tokenKey = new TokenKey(key, origin);
        Token known = tokens.get(tokenKey);
        if (known != null && known.isFresh(now)) {
            return known.authorization();
        }
        makeRoom(now);
        return tokens.compute(
                        tokenKey,
                        (k, present) ->
                                present != null && present.isFresh(now)
                                        ? present
                                        : signed(key, origin, now))
                .authorization();
    }

    /** How many tokens are kept. */
    int size() {
        return tokens.size();
    }

    private void makeRoom(Instant now) {
        if (tokens.size() >= MAX_TOKENS) {
            tokens.values().removeIf(token -> !token.isFresh(now));
        }
        if (tokens.size() >= MAX_TOKENS) {
            tokens.clear();
        }
    }

    private Token signed(VapidKey key, PushOrigin origin, Instant now) {
        String claims =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("aud", origin.value())
                        .put("exp", now.plus(LIFE).getEpochSecond())
                        .put("sub", subject.value())
                        .toString();
        String input = HEADER + "." + BASE64URL.encodeToString(claims.getBytes(UTF_8));
        String jwt = input + "." + BASE64URL.encodeToString(key.sign(input.getBytes(UTF_8)));
        return new Token(new VapidAuthorization("vapid t=" + jwt + ", k=" + key.publicKey()), now);
    }

    private record TokenKey(VapidKey key, PushOrigin origin) {}

    private record Token(VapidAuthorization authorization, Instant signedAt) {

        boolean isFresh(Instant now) {
            return now.isBefore(signedAt.plus(RENEWAL))
                    && !now.isBefore(signedAt.minus(BACKWARD_TOLERANCE));
        }
    }
}
