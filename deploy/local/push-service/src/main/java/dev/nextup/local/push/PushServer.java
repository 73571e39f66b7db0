package dev.nextup.local.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/** The HTTP side: health first, then the features, then 404 for the rest. */
final class PushServer {

    private final Vertx vertx;

    PushServer(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Listens on 127.0.0.1.
     *
     * @param port 0 for any free one
     * @return the port in use, once requests are accepted
     */
    Future<Integer> listen(int port) {
        return vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .requestHandler(routes())
                .listen()
                .map(HttpServer::actualPort);
    }

    private Router routes() {
        Router router = Router.router(vertx);
        Health.addTo(router);
        router.route().handler(context -> Problems.notFound(context.response()));
        return router;
    }
}
