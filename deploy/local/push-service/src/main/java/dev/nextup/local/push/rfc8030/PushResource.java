package dev.nextup.local.push.rfc8030;

import dev.nextup.local.push.decryption.CodedBody;
import dev.nextup.local.push.http.PublicUrl;
import dev.nextup.local.push.http.RequestBody;
import dev.nextup.local.push.http.Routes;
import dev.nextup.local.push.refusal.Problems;
import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import dev.nextup.local.push.vapid.VapidCredentials;
import dev.nextup.local.push.vapid.VapidVerifier;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /push/{token}} (RFC 8030, 5). The order of the checks: size, token, delivery headers,
 * coded body, sender. Only what passes all of them reaches the receiver, so a scripted answer never
 * hides a mistake.
 */
public final class PushResource {

    private final Vertx vertx;
    private final PushSubscriptions subscriptions;
    private final VapidVerifier verifier;
    private final PublicUrl publicUrl;
    private final Clock clock;

    public PushResource(
            Vertx vertx, PushSubscriptions subscriptions, PublicUrl publicUrl, Clock clock) {
        this.vertx = vertx;
        this.subscriptions = subscriptions;
        this.verifier = new VapidVerifier(publicUrl.origin(), clock);
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Adds the route. It takes every path of one segment under /push/, so it must come last. */
    public void addTo(Router router) {
        Routes.add(router, HttpMethod.POST, "/push/:token", this::push);
    }

    private void push(RoutingContext context) {
        HttpServerRequest request = context.request();
        String token = context.pathParam("token");
        RequestBody.read(request, Payload.LARGEST_BODY)
                // Elliptic curves take milliseconds: not on the event loop, and in no order.
                .compose(body -> vertx.executeBlocking(() -> accept(token, request, body), false))
                .onSuccess(accepted -> answerLater(context.response(), accepted))
                .onFailure(failure -> Problems.answer(context.response(), failure));
    }

    private Outcome accept(String token, HttpServerRequest request, byte[] body) {
        MultiMap headers = request.headers();
        PushSubscription subscription = subscriptions.find(token);
        DeliveryHeaders delivery = DeliveryHeaders.parse(headers);
        CodedBody coded = Payload.parse(headers, body);
        byte[] sender = sender(subscription, headers);
        if (coded != null && sender != null && Arrays.equals(coded.keyId(), sender)) {
            throw new RefusedException(
                    Reason.IDENTICAL_KEYS,
                    "The key of the encryption must differ from the VAPID key (RFC 8292, 3.2).");
        }
        PushMessage message =
                new PushMessage(
                        clock.instant(),
                        nameOf(request.version()),
                        delivery.ttl(),
                        delivery.urgency(),
                        delivery.topic(),
                        coded);
        return new Outcome(subscription.receiver().receive(message), delivery.ttl());
    }

    /** The sender's verified key; null if it gave none and the subscription asks for none. */
    private byte @Nullable [] sender(PushSubscription subscription, MultiMap headers) {
        VapidCredentials credentials = VapidCredentials.parse(headers.getAll("Authorization"));
        if (credentials == null) {
            if (subscription.isRestricted()) {
                throw new RefusedException(
                        Reason.VAPID_MISSING,
                        "This subscription is restricted to one sender: say who you are with"
                                + " Authorization: vapid (RFC 8292, 4.2).");
            }
            return null;
        }
        byte[] key = verifier.verify(credentials);
        if (!subscription.admits(key)) {
            throw new RefusedException(
                    Reason.VAPID_KEY_MISMATCH,
                    "The browser subscribed with another application server key (RFC 8292, 4.2).");
        }
        return key;
    }

    private void answerLater(HttpServerResponse response, Outcome outcome) {
        if (outcome.reply().delayMillis() > 0) {
            vertx.setTimer(outcome.reply().delayMillis(), timer -> answer(response, outcome));
        } else {
            answer(response, outcome);
        }
    }

    private void answer(HttpServerResponse response, Outcome outcome) {
        if (response.closed()) {
            return;
        }
        Reply reply = outcome.reply();
        if (reply.retryAfter() != null) {
            response.putHeader("Retry-After", reply.retryAfter());
        }
        if (!reply.isAccepted()) {
            Problems.answerScripted(response, reply.status(), reply.reason());
            return;
        }
        // The address of the message is unguessable and leads nowhere: nothing is kept to be
        // updated or cancelled once a browser that is always there has it.
        response.setStatusCode(reply.status())
                .putHeader("Location", publicUrl.resolve("/push/message/" + UUID.randomUUID()))
                .putHeader("TTL", Long.toString(reply.ttl() == null ? outcome.ttl() : reply.ttl()))
                .end();
    }

    /** As in RFC 9110, 2.5: HTTP/2 has no minor version. */
    private static String nameOf(HttpVersion version) {
        return switch (version) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_1_1 -> "HTTP/1.1";
            case HTTP_2 -> "HTTP/2";
        };
    }

    private record Outcome(Reply reply, long ttl) {}
}
