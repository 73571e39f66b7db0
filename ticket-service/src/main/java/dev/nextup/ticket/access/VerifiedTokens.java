package dev.nextup.ticket.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the tokens that were verified lately. A clerk's token comes with every command, and
 * verifying it costs more than the rest of a read together. Only the signature is spared: a token
 * that has expired goes through the whole check again and is refused there; keys change with a
 * restart only, which forgets all.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class VerifiedTokens extends JWTCallerPrincipalFactory {

    /** About a kilobyte each; the one not seen for longest gives way. */
    static final int MOST = 10_000;

    private final JWTCallerPrincipalFactory verification = new DefaultJWTCallerPrincipalFactory();
    private final Map<Key, JWTCallerPrincipal> verified = Collections.synchronizedMap(new Latest());
    private final Clock clock;

    VerifiedTokens(Clock clock) {
        this.clock = clock;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
        Key key = new Key(token, info);
        JWTCallerPrincipal known = verified.get(key);
        if (known != null && known.getExpirationTime() > clock.instant().getEpochSecond()) {
            return known;
        }
        JWTCallerPrincipal principal = verification.parse(token, info);
        verified.put(key, principal);
        return principal;
    }

    int size() {
        return verified.size();
    }

    /**
     * @param info by which keys and issuer it was verified: what one accepts says nothing of
     *     another
     */
    private record Key(String token, JWTAuthContextInfo info) {
        @Override
        public String toString() {
            return "Key";
        }
    }

    /** In the order of their last use. */
    private static final class Latest extends LinkedHashMap<Key, JWTCallerPrincipal> {

        private static final long serialVersionUID = 1;

        Latest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, JWTCallerPrincipal> eldest) {
            return size() > MOST;
        }
    }
}
