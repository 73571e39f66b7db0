package dev.nextup.local.push.rfc8030;

import dev.nextup.local.push.decryption.CodedBody;
import dev.nextup.local.push.p256.P256;
import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import io.vertx.core.MultiMap;
import java.security.InvalidKeyException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of an encrypted body without the keys to open it. A real push service looks at
 * less; what it lets pass, the browser drops without a word, so it is refused here.
 */
final class Payload {

    /** RFC 8030, 7.2: this much must be taken, and this much is all a sender may rely on. */
    static final int LARGEST_BODY = 4096;

    /** A delimiter and the authentication tag: the record of an empty message. */
    private static final int SMALLEST_RECORD = 17;

    /** RFC 8188, 2.1. */
    private static final int SMALLEST_RECORD_SIZE = 18;

    private Payload() {}

    /**
     * Checks a request's body and its headers.
     *
     * @return null for a message without payload
     */
    static @Nullable CodedBody parse(MultiMap headers, byte[] body) {
        List<String> codings = headers.getAll("Content-Encoding");
        if (body.length == 0 && codings.isEmpty()) {
            return null;
        }
        requireCoding(codings);
        if (headers.contains("Encryption") || headers.contains("Crypto-Key")) {
            throw refused(
                    Reason.LEGACY_ENCRYPTION_HEADERS,
                    "With aes128gcm everything is in the body: leave out Encryption and"
                            + " Crypto-Key.");
        }
        CodedBody coded = split(body);
        requireSenderKey(coded.keyId());
        requireOneRecord(coded);
        return coded;
    }

    private static void requireCoding(List<String> codings) {
        if (codings.isEmpty()) {
            throw refused(
                    Reason.CONTENT_ENCODING_MISSING,
                    "A payload needs Content-Encoding: aes128gcm (RFC 8291, 4).");
        }
        if (codings.size() > 1 || codings.get(0).indexOf(',') >= 0) {
            throw refused(
                    Reason.CONTENT_ENCODING_REPEATED, "Exactly one content coding is allowed.");
        }
        if (!"aes128gcm".equals(codings.get(0))) {
            throw refused(
                    Reason.CONTENT_ENCODING_UNSUPPORTED,
                    "The only content coding is aes128gcm (RFC 8291, 4).");
        }
    }

    private static CodedBody split(byte[] body) {
        try {
            return new CodedBody(body);
        } catch (IllegalArgumentException e) {
            throw refused(
                    Reason.CODED_BODY_TOO_SHORT, "The body ends within the aes128gcm header.");
        }
    }

    private static void requireSenderKey(byte[] keyId) {
        if (keyId.length != P256.PUBLIC_KEY_OCTETS) {
            throw refused(
                    Reason.KEY_ID_LENGTH_INVALID,
                    "The key id must be the sender's public key, 65 octets (RFC 8291, 4).");
        }
        try {
            P256.publicKey(keyId);
        } catch (InvalidKeyException e) {
            throw refused(
                    Reason.SENDER_KEY_INVALID,
                    "The key id is no public key on P-256: " + e.getMessage() + ".");
        }
    }

    /** RFC 8291, 4: one record, and a record size greater than it. */
    private static void requireOneRecord(CodedBody coded) {
        int record = coded.records().length;
        if (coded.recordSize() < SMALLEST_RECORD_SIZE) {
            throw refused(
                    Reason.RECORD_SIZE_INVALID,
                    "The record size must be at least 18 (RFC 8188, 2.1).");
        }
        if (record < SMALLEST_RECORD) {
            throw refused(
                    Reason.CODED_BODY_TOO_SHORT,
                    "The body ends before a delimiter and an authentication tag fit.");
        }
        if (coded.recordSize() <= record) {
            throw refused(
                    Reason.RECORD_SIZE_INVALID,
                    "The record size must be greater than the only record (RFC 8291, 4).");
        }
    }

    private static RefusedException refused(Reason reason, String detail) {
        return new RefusedException(reason, detail);
    }
}
