package dev.nextup.local.push.refusal;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Refusals in the shape of the whole system's (RFC 9457). {@code code} and {@code reason} hold the
 * same word: the first for clients that read any Nextup service, the second because push services
 * (Apple's for one) call it so.
 */
public final class Problems {

    private static final System.Logger LOG = System.getLogger(Problems.class.getName());

    private Problems() {}

    /**
     * Answers a failed request; what is no refusal is a bug of ours and answered without detail.
     */
    public static void answer(HttpServerResponse response, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            answer(response, refused.reason(), refused.detail());
            return;
        }
        if (response.ended() || response.closed()) {
            // A client that left in the middle is no news.
            return;
        }
        // The class only: a message could quote what was sent.
        LOG.log(System.Logger.Level.ERROR, "request failed exception={0}", failure.getClass());
        answer(response, Reason.INTERNAL_ERROR, "A mistake of this push service, not yours.");
    }

    /** Answers with a reason of the list. */
    public static void answer(HttpServerResponse response, Reason reason, String detail) {
        LOG.log(
                System.Logger.Level.DEBUG,
                "refused reason={0} httpStatus={1}",
                reason.code(),
                reason.status());
        if (reason == Reason.VAPID_MISSING) {
            // RFC 9110, 11.6.1: a 401 says how to do better.
            response.putHeader("WWW-Authenticate", "vapid");
        }
        answer(response, reason.status(), reason.code(), reason.title(), detail);
    }

    /**
     * Answers with a status a test asked for.
     *
     * @param reason in the words of the push service that the test plays, or null
     */
    public static void answerScripted(
            HttpServerResponse response, int status, @Nullable String reason) {
        answer(
                response,
                status,
                "scripted",
                "Scripted answer",
                reason == null
                        ? "The test that owns this simulated browser asked for this status."
                        : reason);
    }

    private static void answer(
            HttpServerResponse response, int status, String code, String title, String detail) {
        if (response.ended() || response.closed()) {
            return;
        }
        JsonObject problem =
                new JsonObject()
                        .put("type", "https://nextup.dev/problems/" + code)
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail)
                        .put("code", code)
                        .put("reason", code);
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(problem.toBuffer());
    }
}
