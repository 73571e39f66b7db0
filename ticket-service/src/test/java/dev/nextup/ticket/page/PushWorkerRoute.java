package dev.nextup.ticket.page;

import io.vertx.core.http.Cookie;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What the gateway takes from subscription-service: the push worker, from where it is written, and
 * for browsers that have a push service a client that stands in for its own.
 */
@ApplicationScoped
class PushWorkerRoute {

    /** Run before each document: this browser has a push service. */
    static final String PUSH = "document.cookie = 'push=here; path=/';";

    void register(@Observes Router router) {
        router.get("/sw.js")
                .order(0)
                .handler(context -> send(context, "../subscription-service/src/main/client/sw.js"));
        router.get("/client/v1/nextup-push.js")
                .order(0)
                .handler(
                        context -> {
                            Cookie cookie = context.request().getCookie("push");
                            if (cookie == null) {
                                context.next();
                            } else {
                                send(context, "src/test/resources/push-client.js");
                            }
                        });
    }

    private static void send(RoutingContext context, String file) {
        context.response()
                .putHeader("Content-Type", "text/javascript")
                .sendFile(file)
                .onFailure(context::fail);
    }
}
