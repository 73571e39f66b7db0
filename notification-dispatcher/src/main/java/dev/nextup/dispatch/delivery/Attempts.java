package dev.nextup.dispatch.delivery;

import dev.nextup.dispatch.message.BriefPayload;
import dev.nextup.dispatch.message.Payloads;
import dev.nextup.dispatch.origin.Origins;
import dev.nextup.dispatch.webpush.PushEndpoint;
import dev.nextup.dispatch.webpush.PushMessage;
import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.dispatch.webpush.PushPayload;
import dev.nextup.dispatch.webpush.PushReply;
import dev.nextup.dispatch.webpush.PushSender;
import dev.nextup.dispatch.webpush.PushTopics;
import dev.nextup.dispatch.webpush.Urgency;
import dev.nextup.dispatch.webpush.crypto.SubscriptionKeys;
import dev.nextup.event.delivery.NotificationType;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Makes one attempt. */
@Singleton
public class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);

    private final PushSender sender;
    private final PushTopics topics;
    private final Payloads payloads;
    private final Origins origins;
    private final PushSpans spans;
    private final Clock clock;

    Attempts(
            PushSender sender,
            PushTopics topics,
            Payloads payloads,
            Origins origins,
            PushSpans spans,
            Clock clock) {
        this.sender = sender;
        this.origins = origins;
        this.topics = topics;
        this.payloads = payloads;
        this.spans = spans;
        this.clock = clock;
    }

    /** From any thread. Never fails: a row that cannot be sent must not stop the others. */
    public Future<AttemptResult> make(Claim claim) {
        Span span = spans.begin(claim);
        return attempt(claim)
                .onSuccess(
                        result -> {
                            spans.end(span, result);
                            log(result);
                        });
    }

    /**
     * What the span says, for who has no traces. What was accepted is the rule, and would drown the
     * rest.
     */
    private static void log(AttemptResult result) {
        Claim claim = result.claim();
        PushReply reply = result.reply();
        LOG.logf(
                result.outcome() instanceof Accepted ? Level.DEBUG : Level.INFO,
                "attempt made: ticketId=%s subscriptionId=%s deliveryId=%s attempt=%s"
                        + " pushService=%s httpStatus=%s outcome=%s reason=%s receipt=%s ttl=%s",
                claim.ticketId(),
                claim.recipient().subscriptionId(),
                claim.deliveryId(),
                claim.attempt(),
                result.pushService(),
                result.outcome().httpStatus(),
                result.outcome().code(),
                reply.reason(),
                reply.receipt(),
                reply.ttl());
    }

    private Future<AttemptResult> attempt(Claim claim) {
        PushMessage message;
        try {
            message = message(claim);
        } catch (RuntimeException e) {
            return Future.succeededFuture(
                    result(claim, new Rejected(null, "not-sendable"), "unknown"));
        }
        String pushService = message.endpoint().origin().value();
        if (claim.onRequest() && origins.isPaused(pushService)) {
            return Future.succeededFuture(
                    result(claim, new TryLater(null, "push-service-paused", null), pushService));
        }
        origins.begin(pushService);
        return sender.send(message)
                .otherwise(unexpected -> PushReply.of(new Rejected(null, "not-sendable")))
                .map(reply -> reply.as(judged(claim, pushService, reply.outcome())))
                .map(reply -> result(claim, reply, pushService));
    }

    private PushOutcome judged(Claim claim, String pushService, PushOutcome outcome) {
        return origins.end(pushService, claim.recipient().subscriptionId(), claim.past(), outcome);
    }

    private PushMessage message(Claim claim) {
        Recipient recipient = claim.recipient();
        byte[] payload =
                payloads.payload(
                        claim.ticketId(), claim.deliveryId(), claim.type(), claim.content());
        return new PushMessage(
                new PushEndpoint(recipient.endpoint()),
                SubscriptionKeys.fromBase64Url(recipient.p256dh(), recipient.auth()),
                recipient.keyId(),
                new PushPayload(payload, () -> BriefPayload.of(payload)),
                claim.deadline(),
                urgency(claim.type()),
                topics.of(topicSubject(claim)));
    }

    /**
     * What follows from a ticket's events replaces each other; what a person sends stands alone.
     */
    private static String topicSubject(Claim claim) {
        return claim.onRequest() ? "delivery " + claim.deliveryId() : "ticket " + claim.ticketId();
    }

    /** High wakes a phone that saves power: for what cannot wait. */
    private static Urgency urgency(NotificationType type) {
        return switch (type) {
            case YOUR_TURN, ALMOST_YOUR_TURN, TEST -> Urgency.HIGH;
            case TICKET_MISSED,
                    TICKET_REQUEUED,
                    TICKET_TRANSFERRED,
                    TICKET_CANCELLED,
                    QUEUE_RESET,
                    TICKET_CREATED ->
                    Urgency.NORMAL;
        };
    }

    private AttemptResult result(Claim claim, PushOutcome unsent, String pushService) {
        return result(claim, PushReply.of(unsent), pushService);
    }

    private AttemptResult result(Claim claim, PushReply reply, String pushService) {
        Instant now = clock.instant();
        double random = ThreadLocalRandom.current().nextDouble();
        return new AttemptResult(
                claim,
                reply,
                pushService,
                now,
                RetryPolicy.after(claim, reply.outcome(), now, random));
    }
}
