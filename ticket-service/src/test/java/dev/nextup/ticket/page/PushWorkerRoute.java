package dev.nextup.ticket.page;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The push worker, which the gateway takes from subscription-service: here the same file, from
 * where it is written.
 */
@ApplicationScoped
class PushWorkerRoute {

    void register(@Observes Router router) {
        router.get("/sw.js")
                .order(0)
                .handler(
                        context ->
                                context.response()
                                        .putHeader("Content-Type", "text/javascript")
                                        .sendFile("../subscription-service/src/main/client/sw.js")
                                        .onFailure(context::fail));
    }
}
