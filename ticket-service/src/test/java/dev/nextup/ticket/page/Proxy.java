package dev.nextup.ticket.page;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between browsers and us, and answers in our place what the streams of tickets ask for. */
@ApplicationScoped
class Proxy {

    private final AtomicInteger answered = new AtomicInteger();
    private volatile int status;

    void register(@Observes Router router) {
        router.get("/api/tickets/:id/events").order(0).handler(this::answer);
    }

    /** As while we are replaced. */
    void answers(int errorStatus) {
        answered.set(0);
        status = errorStatus;
    }

    void letsThrough() {
        status = 0;
    }

    /** How often, since it last began to. */
    int answered() {
        return answered.get();
    }

    private void answer(RoutingContext context) {
        if (status == 0) {
            context.next();
        } else {
            context.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "text/html")
                    .end("<html><body>default backend</body></html>");
            answered.incrementAndGet();
        }
    }
}
