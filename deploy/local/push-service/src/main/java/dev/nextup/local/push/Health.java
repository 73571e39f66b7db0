package dev.nextup.local.push;

import dev.nextup.local.push.http.Routes;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Health in the shape of the services': it needs nothing else, so it is up when it answers. */
final class Health {

    private static final List<String> PATHS =
            List.of("/q/health", "/q/health/live", "/q/health/ready");

    private Health() {}

    static void addTo(Router router) {
        PATHS.forEach(path -> Routes.add(router, HttpMethod.GET, path, Health::answer));
    }

    private static void answer(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(
                        new JsonObject()
                                .put("status", "UP")
                                .put("checks", new JsonArray())
                                .toBuffer());
    }
}
