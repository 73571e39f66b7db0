package dev.nextup.local.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.sender.Encoder;
import dev.nextup.local.push.sender.Push;
import dev.nextup.local.push.sender.Vapid;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The table of mistakes a sender can make, one change to a right push each. */
final class Mistakes {

    /** The key every test's browser is subscribed with. */
    static final Vapid VAPID = new Vapid();

    private static final Vapid STRANGER = new Vapid();

    private Mistakes() {}

    static List<Row> all() {
        return Stream.of(delivery(), payload(), sender(), claims()).flatMap(List::stream).toList();
    }

    /** Size, token, method and the headers of RFC 8030. */
    private static List<Row> delivery() {
        return List.of(
                row("no such token", Reason.UNKNOWN_SUBSCRIPTION, p -> p.to(p.endpoint() + "x")),
                row("PUT", Reason.METHOD_NOT_ALLOWED, p -> p.method("PUT")),
                row("DELETE", Reason.METHOD_NOT_ALLOWED, p -> p.method("DELETE")),
                row("4097 octets", Reason.BODY_TOO_LARGE, p -> p.body(new byte[4097])),
                row("a megabyte", Reason.BODY_TOO_LARGE, p -> p.body(new byte[1 << 20])),
                row("no TTL", Reason.TTL_MISSING, p -> p.header("TTL")),
                header("TTL", Reason.TTL_INVALID, ""),
                header("TTL", Reason.TTL_INVALID, "-1"),
                header("TTL", Reason.TTL_INVALID, "+1"),
                header("TTL", Reason.TTL_INVALID, "1.5"),
                header("TTL", Reason.TTL_INVALID, "60s"),
                header("TTL", Reason.TTL_INVALID, "60, 60"),
                header("TTL", Reason.TTL_INVALID, "60", "60"),
                header("Urgency", Reason.URGENCY_INVALID, ""),
                header("Urgency", Reason.URGENCY_INVALID, "urgent"),
                header("Urgency", Reason.URGENCY_INVALID, "High"),
                header("Urgency", Reason.URGENCY_INVALID, "low,high"),
                header("Urgency", Reason.URGENCY_INVALID, "low", "high"),
                header("Topic", Reason.TOPIC_INVALID, ""),
                header("Topic", Reason.TOPIC_INVALID, "a".repeat(33)),
                header("Topic", Reason.TOPIC_INVALID, "a=="),
                header("Topic", Reason.TOPIC_INVALID, "a.b"),
                header("Topic", Reason.TOPIC_INVALID, "a b"),
                header("Topic", Reason.TOPIC_INVALID, "a", "b"));
    }

    /** The coded body. */
    private static List<Row> payload() {
        return List.of(
                row(
                        "no coding",
                        Reason.CONTENT_ENCODING_MISSING,
                        p -> p.header("Content-Encoding")),
                header("Content-Encoding", Reason.CONTENT_ENCODING_UNSUPPORTED, "aesgcm"),
                header("Content-Encoding", Reason.CONTENT_ENCODING_UNSUPPORTED, "gzip"),
                header("Content-Encoding", Reason.CONTENT_ENCODING_UNSUPPORTED, ""),
                header("Content-Encoding", Reason.CONTENT_ENCODING_REPEATED, "aes128gcm, gzip"),
                header(
                        "Content-Encoding",
                        Reason.CONTENT_ENCODING_REPEATED,
                        "aes128gcm",
                        "aes128gcm"),
                header("Encryption", Reason.LEGACY_ENCRYPTION_HEADERS, "salt=abc"),
                header("Crypto-Key", Reason.LEGACY_ENCRYPTION_HEADERS, "dh=abc"),
                header("Crypto-Key", Reason.LEGACY_ENCRYPTION_HEADERS, "p256ecdsa=abc"),
                row("coding, no body", Reason.CODED_BODY_TOO_SHORT, p -> p.body(new byte[0])),
                row("20 octets", Reason.CODED_BODY_TOO_SHORT, p -> cut(p, 20)),
                row("key id cut off", Reason.CODED_BODY_TOO_SHORT, p -> cut(p, 85)),
                row("no record", Reason.CODED_BODY_TOO_SHORT, p -> cut(p, 86)),
                row("record cut off", Reason.CODED_BODY_TOO_SHORT, p -> cut(p, 86 + 16)),
                row("no key id", Reason.KEY_ID_LENGTH_INVALID, p -> set(p, 20, 0)),
                row("64 octets of key id", Reason.KEY_ID_LENGTH_INVALID, p -> set(p, 20, 64)),
                row("compressed key", Reason.SENDER_KEY_INVALID, p -> set(p, 21, 2)),
                row("key off the curve", Reason.SENDER_KEY_INVALID, p -> flip(p, 85)),
                encoded("rs 0", Reason.RECORD_SIZE_INVALID, e -> e.recordSize(0)),
                encoded("rs 17", Reason.RECORD_SIZE_INVALID, e -> e.recordSize(17)),
                encoded("two records", Reason.RECORD_SIZE_INVALID, e -> e.recordSize(18)),
                encoded("rs just as long", Reason.RECORD_SIZE_INVALID, e -> e.recordSize(19)),
                encoded("one pair", Reason.IDENTICAL_KEYS, e -> e.ephemeral(VAPID.pair())));
    }

    /** Who sends. */
    private static List<Row> sender() {
        return List.of(
                row("nobody", Reason.VAPID_MISSING, p -> p.header("Authorization")),
                header("Authorization", Reason.VAPID_MISSING, "WebPush a.b.c"),
                header("Authorization", Reason.VAPID_MISSING, "Bearer a.b.c"),
                header("Authorization", Reason.VAPID_MALFORMED, "vapid"),
                header("Authorization", Reason.VAPID_MALFORMED, "vapid t=a.b.c"),
                header("Authorization", Reason.VAPID_MALFORMED, "vapid k=a"),
                header("Authorization", Reason.VAPID_MALFORMED, "vapid t=a, t=b, k=c"),
                header("Authorization", Reason.VAPID_MALFORMED, "vapid t=a, k=b", "vapid t=a, k=b"),
                header(
                        "Authorization",
                        Reason.VAPID_MALFORMED,
                        "vapid t=a.b, k=" + VAPID.publicKey()),
                header(
                        "Authorization",
                        Reason.VAPID_MALFORMED,
                        "vapid t=e30.bm8.e30, k=" + VAPID.publicKey()),
                header("Authorization", Reason.VAPID_KEY_INVALID, "vapid t=a.b.c, k=*"),
                header("Authorization", Reason.VAPID_KEY_INVALID, "vapid t=a.b.c, k=BA"),
                header(
                        "Authorization",
                        Reason.VAPID_KEY_INVALID,
                        "vapid t=a.b.c, k=" + VAPID.publicKey() + "="),
                jwtHeader("{\"typ\":\"JWT\",\"alg\":\"none\"}"),
                jwtHeader("{\"typ\":\"JWT\",\"alg\":\"HS256\"}"),
                jwtHeader("{\"typ\":\"JWT\"}"),
                jwtHeader("{\"alg\":\"ES256\"}"),
                jwtHeader("{\"typ\":\"at+jwt\",\"alg\":\"ES256\"}"),
                row("DER signature", Reason.VAPID_SIGNATURE_INVALID, p -> sign(p, VAPID, true)),
                row("other key", Reason.VAPID_SIGNATURE_INVALID, p -> sign(p, STRANGER, false)));
    }

    /** What the token says. */
    private static List<Row> claims() {
        return List.of(
                claims("aud of another", Reason.VAPID_AUDIENCE_INVALID, "https://example.com"),
                claims("aud with path", Reason.VAPID_AUDIENCE_INVALID, "{origin}/"),
                claims("aud without port", Reason.VAPID_AUDIENCE_INVALID, "http://localhost"),
                claims("aud of the loopback", Reason.VAPID_AUDIENCE_INVALID, "http://127.0.0.1"),
                claim("no aud", Reason.VAPID_AUDIENCE_INVALID, "\"aud\":", "\"x\":"),
                claim(
                        "exp as text",
                        Reason.VAPID_EXPIRY_INVALID,
                        "\"exp\":(\\d+)",
                        "\"exp\":\"$1\""),
                claim("no exp", Reason.VAPID_EXPIRY_INVALID, "\"exp\":", "\"x\":"),
                claim("null exp", Reason.VAPID_EXPIRY_INVALID, "\"exp\":\\d+", "\"exp\":null"),
                exp(
                        "exp over a day away",
                        Reason.VAPID_EXPIRY_INVALID,
                        Push.inSeconds(86_400 + 900)),
                exp("exp in milliseconds", Reason.VAPID_EXPIRY_INVALID, Push.inSeconds(60) * 1000),
                exp("exp past", Reason.VAPID_EXPIRED, Push.inSeconds(-1)),
                claim("no sub", Reason.VAPID_SUBJECT_INVALID, "\"sub\":", "\"x\":"),
                claim("bare address", Reason.VAPID_SUBJECT_INVALID, "mailto:", ""),
                claim("space in sub", Reason.VAPID_SUBJECT_INVALID, "mailto:", "mailto: "),
                row(
                        "a stranger's key",
                        Reason.VAPID_KEY_MISMATCH,
                        p ->
                                p.header(
                                        "Authorization",
                                        STRANGER.authorization(
                                                Vapid.HEADER, Push.claims(p.endpoint())))));
    }

    private static Row row(String name, Reason reason, Consumer<Push> mistake) {
        return new Row(name, reason, mistake);
    }

    private static Row header(String name, Reason reason, String... values) {
        return row(name + ": " + Arrays.toString(values), reason, p -> p.header(name, values));
    }

    private static Row encoded(String name, Reason reason, Consumer<Encoder> mistake) {
        return row(
                name,
                reason,
                push -> {
                    Encoder encoder = new Encoder();
                    mistake.accept(encoder);
                    push.encodedBy(encoder, "hi".getBytes(UTF_8));
                });
    }

    private static Row jwtHeader(String header) {
        return row(
                header,
                Reason.VAPID_HEADER_INVALID,
                p ->
                        p.header(
                                "Authorization",
                                VAPID.authorization(header, Push.claims(p.endpoint()))));
    }

    private static Row claims(String name, Reason reason, String audience) {
        return row(
                name,
                reason,
                p -> {
                    String aud = audience.replace("{origin}", Push.origin(p.endpoint()));
                    String claims = Vapid.claims(aud, Push.inSeconds(60), "mailto:ops@example.com");
                    p.header("Authorization", VAPID.authorization(Vapid.HEADER, claims));
                });
    }

    private static Row exp(String name, Reason reason, long seconds) {
        return claim(name, reason, "\"exp\":\\d+", "\"exp\":" + seconds);
    }

    private static Row claim(String name, Reason reason, String pattern, String replacement) {
        return row(
                name,
                reason,
                p -> {
                    String claims = Push.claims(p.endpoint()).replaceFirst(pattern, replacement);
                    p.header("Authorization", VAPID.authorization(Vapid.HEADER, claims));
                });
    }

    /** With the right key named, but not, or not so, used. */
    private static void sign(Push push, Vapid signer, boolean der) {
        String algorithm = der ? "SHA256withECDSA" : "SHA256withECDSAinP1363Format";
        String token = signer.token(Vapid.HEADER, Push.claims(push.endpoint()), algorithm);
        push.header("Authorization", "vapid t=" + token + ", k=" + VAPID.publicKey());
    }

    private static void cut(Push push, int octets) {
        push.body(Arrays.copyOf(push.body(), octets));
    }

    private static void set(Push push, int index, int value) {
        byte[] body = push.body();
        body[index] = (byte) value;
        push.body(body);
    }

    private static void flip(Push push, int index) {
        set(push, index, push.body()[index] ^ 1);
    }

    record Row(String name, Reason reason, Consumer<Push> mistake) {
        @Override
        public String toString() {
            return name + " -> " + reason.status() + " " + reason.code();
        }
    }
}
