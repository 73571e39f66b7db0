package dev.nextup.local.push.refusal;

import java.util.Locale;

/**
 * Every way this push service refuses. Each is explained in {@code docs/push-service.md}, and a
 * test provokes each over HTTP.
 */
public enum Reason {
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    BODY_TOO_LARGE(413, "Body too large"),
    MALFORMED_JSON(400, "Malformed JSON"),
    INVALID_FIELD(400, "Invalid field"),
    UNKNOWN_BROWSER(404, "Unknown simulated browser"),
    UNKNOWN_SUBSCRIPTION(404, "Unknown push subscription"),
    SUBSCRIPTION_GONE(410, "Push subscription gone"),
    TTL_MISSING(400, "TTL missing"),
    TTL_INVALID(400, "TTL invalid"),
    URGENCY_INVALID(400, "Urgency invalid"),
    TOPIC_INVALID(400, "Topic invalid"),
    CONTENT_ENCODING_MISSING(400, "Content-Encoding missing"),
    CONTENT_ENCODING_REPEATED(400, "Content-Encoding repeated"),
    CONTENT_ENCODING_UNSUPPORTED(400, "Content-Encoding unsupported"),
    LEGACY_ENCRYPTION_HEADERS(400, "Legacy encryption headers"),
    CODED_BODY_TOO_SHORT(400, "Coded body too short"),
    RECORD_SIZE_INVALID(400, "Record size invalid"),
    KEY_ID_LENGTH_INVALID(400, "Key id length invalid"),
    SENDER_KEY_INVALID(400, "Sender key invalid"),
    IDENTICAL_KEYS(400, "Identical keys"),
    VAPID_MISSING(401, "VAPID missing"),
    VAPID_MALFORMED(403, "VAPID malformed"),
    VAPID_HEADER_INVALID(403, "VAPID header invalid"),
    VAPID_KEY_INVALID(403, "VAPID key invalid"),
    VAPID_SIGNATURE_INVALID(403, "VAPID signature invalid"),
    VAPID_AUDIENCE_INVALID(403, "VAPID audience invalid"),
    VAPID_EXPIRY_INVALID(403, "VAPID expiry invalid"),
    VAPID_EXPIRED(403, "VAPID expired"),
    VAPID_SUBJECT_INVALID(403, "VAPID subject invalid"),
    VAPID_KEY_MISMATCH(403, "VAPID key mismatch"),
    UPGRADE_REQUIRED(426, "Upgrade required"),
    SUB_PROTOCOL_MISSING(400, "Sub-protocol missing"),
    ORIGIN_REFUSED(403, "Origin refused"),
    TOO_MANY_CONNECTIONS(503, "Too many connections"),
    INTERNAL_ERROR(500, "Internal error"),
    STARTING(503, "Starting");

    private final int status;
    private final String title;

    Reason(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** A few words for people. */
    public String title() {
        return title;
    }

    /** The stable code, in kebab case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
