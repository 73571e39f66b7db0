package dev.nextup.local.push.vapid;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.local.push.p256.P256;
import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Judges credentials (RFC 8292, 2). No leeway for clocks that differ: sender and receiver share a
 * machine here, and a sender that relies on leeway elsewhere should find out.
 */
public final class VapidVerifier {

    /** RFC 8292, 2: not more than 24 hours from the time of the request. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    /** r and s, 32 octets each (RFC 7518, 3.4); a DER signature has another length. */
    private static final int SIGNATURE_OCTETS = 64;

    private static final Pattern SUBJECT =
            Pattern.compile("mailto:[^\\s@]+@[^\\s@]+|https://[^\\s/?#]+[^\\s]*");

    private final String audience;
    private final Clock clock;

    /**
     * @param audience the origin of the push resources, as {@code aud} must spell it
     */
    public VapidVerifier(String audience, Clock clock) {
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * Verifies token and claims.
     *
     * @return the sender's public key, 65 octets
     * @throws RefusedException with 403 if anything is wrong
     */
    public byte[] verify(VapidCredentials credentials) {
        byte[] octets = keyOctets(credentials.key());
        ECPublicKey key = key(octets);
        VapidToken token = VapidToken.parse(credentials.token());
        requireHeader(token.header());
        requireSignature(token, key);
        requireAudience(token.claims().path("aud"));
        requireExpiry(token.claims().path("exp"));
        requireSubject(token.claims().path("sub"));
        return octets;
    }

    private static byte[] keyOctets(String key) {
        try {
            if (key.indexOf('=') < 0) {
                return Base64.getUrlDecoder().decode(key);
            }
        } catch (IllegalArgumentException e) {
            throw refused(Reason.VAPID_KEY_INVALID, "The key k is no base64url.");
        }
        throw refused(
                Reason.VAPID_KEY_INVALID, "The key k is base64url with padding: leave it out.");
    }

    private static ECPublicKey key(byte[] octets) {
        try {
            return P256.publicKey(octets);
        } catch (InvalidKeyException e) {
            throw refused(
                    Reason.VAPID_KEY_INVALID,
                    "The key k is no uncompressed public key on P-256: " + e.getMessage() + ".");
        }
    }

    private static void requireHeader(JsonNode header) {
        if (!"ES256".equals(header.path("alg").textValue())) {
            throw refused(Reason.VAPID_HEADER_INVALID, "The token's alg must be ES256.");
        }
        if (!"JWT".equals(header.path("typ").textValue())) {
            throw refused(Reason.VAPID_HEADER_INVALID, "The token's typ must be JWT.");
        }
    }

    private static void requireSignature(VapidToken token, ECPublicKey key) {
        if (token.signature().length != SIGNATURE_OCTETS) {
            throw refused(
                    Reason.VAPID_SIGNATURE_INVALID,
                    "The signature must be r and s, 64 octets together, not DER.");
        }
        if (!isSigned(token, key)) {
            throw refused(
                    Reason.VAPID_SIGNATURE_INVALID, "The token is not signed with the key k.");
        }
    }

    private static boolean isSigned(VapidToken token, ECPublicKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initVerify(key);
            signature.update(token.signed());
            return signature.verify(token.signature());
        } catch (SignatureException e) {
            // The JDK throws for numbers out of range.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no ES256", e);
        }
    }

    private void requireAudience(JsonNode aud) {
        if (!audience.equals(aud.textValue())) {
            throw refused(
                    Reason.VAPID_AUDIENCE_INVALID,
                    "The claim aud must be the origin of the endpoint, '"
                            + audience
                            + "': scheme, host, a port that is not the default, and no path.");
        }
    }

    private void requireExpiry(JsonNode exp) {
        if (!exp.isNumber()) {
            throw refused(
                    Reason.VAPID_EXPIRY_INVALID,
                    "The claim exp must be a number: seconds since 1970.");
        }
        Instant now = clock.instant();
        double seconds = exp.doubleValue();
        if (seconds <= now.getEpochSecond()) {
            throw refused(Reason.VAPID_EXPIRED, "The token has expired.");
        }
        if (seconds > now.plus(LONGEST_LIFE).getEpochSecond()) {
            throw refused(
                    Reason.VAPID_EXPIRY_INVALID,
                    "The claim exp must be within 24 hours of the request.");
        }
    }

    private static void requireSubject(JsonNode sub) {
        String subject = sub.textValue();
        if (subject == null || !SUBJECT.matcher(subject).matches()) {
            throw refused(
                    Reason.VAPID_SUBJECT_INVALID,
                    "The claim sub must be a mailto: address or an https: URL, without spaces.");
        }
    }

    private static RefusedException refused(Reason reason, String detail) {
        return new RefusedException(reason, detail);
    }
}
