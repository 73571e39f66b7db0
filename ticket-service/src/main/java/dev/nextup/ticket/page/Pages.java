package dev.nextup.ticket.page;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * The addresses of the pages beside the root: {@code /admin/} and {@code /board/}, which the
 * bundler makes as {@code /admin.html} and {@code /board.html}.
 */
@ApplicationScoped
class Pages {

    private static final int MOVED_FOR_GOOD = 308;

    void register(@Observes Router router) {
        for (String page : List.of("admin", "board")) {
            router.route("/" + page)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .order(0)
                    .handler(context -> answer(context, page));
        }
    }

    /** A path without its slash at the end matches too; it is sent to the one address. */
    private static void answer(RoutingContext context, String page) {
        if (context.request().path().equals("/" + page + "/")) {
            context.reroute("/" + page + ".html");
        } else {
            String query = context.request().query();
            context.response()
                    .setStatusCode(MOVED_FOR_GOOD)
                    .putHeader(
                            HttpHeaders.LOCATION,
                            "/" + page + "/" + (query == null ? "" : "?" + query))
                    .end()
                    .onFailure(context::fail);
        }
    }
}
