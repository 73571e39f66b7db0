package dev.nextup.dispatch.request;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to whoever asked, as clients of the earlier API know it.
 *
 * @param results {@code null} when there was nothing to send to
 * @param shouldFallback whether another channel should be tried
 */
record PushAnswerView(
        boolean success, String message, @Nullable Results results, boolean shouldFallback) {

    private static final int BAD_GATEWAY = 502;

    /** 502 when there was somebody to send to, and it failed. */
    static Response answer(PushReport report) {
        int status = report.subscriptionId() == null || report.accepted() ? 200 : BAD_GATEWAY;
        return Response.status(status).entity(of(report)).build();
    }

    static PushAnswerView of(PushReport report) {
        UUID subscription = report.subscriptionId();
        if (subscription == null) {
            return new PushAnswerView(false, "No active subscriptions found", null, true);
        }
        Results results = Results.of(subscription, report.error());
        return report.accepted()
                ? new PushAnswerView(true, "Push notification sent", results, false)
                : new PushAnswerView(false, "Push notification failed", results, true);
    }

    /**
     * @param details one per subscription; a ticket has one at most
     */
    record Results(int total, int success, int failed, List<Detail> details) {

        private static Results of(UUID subscription, @Nullable String error) {
            boolean sent = error == null;
            return new Results(
                    1, sent ? 1 : 0, sent ? 0 : 1, List.of(new Detail(subscription, sent, error)));
        }
    }

    /**
     * @param error a code, see docs/errors.md
     */
    record Detail(UUID subscriptionId, boolean success, @Nullable String error) {}
}
