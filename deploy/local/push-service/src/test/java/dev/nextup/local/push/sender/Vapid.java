package dev.nextup.local.push.sender;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.local.push.p256.P256;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;

/** An application server's key, and tokens signed with it (RFC 8292). */
public final class Vapid {

    public static final String HEADER = "{\"typ\":\"JWT\",\"alg\":\"ES256\"}";

    private final KeyPair pair = P256.newKeyPair();

    public KeyPair pair() {
        return pair;
    }

    /** As {@code applicationServerKey} and {@code k} have it. */
    public String publicKey() {
        return base64url(P256.octets((ECPublicKey) pair.getPublic()));
    }

    /** The value of Authorization, whatever header and claims say. */
    public String authorization(String header, String claims) {
        return "vapid t="
                + token(header, claims, "SHA256withECDSAinP1363Format")
                + ", k="
                + publicKey();
    }

    /** With a signature by the named algorithm of the JDK. */
    public String token(String header, String claims, String algorithm) {
        try {
            String signed =
                    base64url(header.getBytes(UTF_8)) + "." + base64url(claims.getBytes(UTF_8));
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(UTF_8));
            return signed + "." + base64url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String claims(String audience, Object expiry, String subject) {
        return "{\"aud\":\"" + audience + "\",\"exp\":" + expiry + ",\"sub\":\"" + subject + "\"}";
    }

    public static String base64url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
