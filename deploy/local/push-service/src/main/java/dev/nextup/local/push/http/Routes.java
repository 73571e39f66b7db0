package dev.nextup.local.push.http;

import dev.nextup.local.push.refusal.Problems;
import dev.nextup.local.push.refusal.Reason;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Paths with the one method each of them has here. */
public final class Routes {

    private Routes() {}

    /** Adds a path; every other method is answered 405 with the one there is (RFC 9110, 15.5.6). */
    public static void add(
            Router router, HttpMethod method, String path, Handler<RoutingContext> handler) {
        router.route(method, path).handler(handler);
        router.route(path).handler(context -> refuse(context, method));
    }

    private static void refuse(RoutingContext context, HttpMethod only) {
        context.response().putHeader("Allow", only.name());
        Problems.answer(
                context.response(),
                Reason.METHOD_NOT_ALLOWED,
                "The address exists, the method does not: the only one is " + only.name() + ".");
    }
}
