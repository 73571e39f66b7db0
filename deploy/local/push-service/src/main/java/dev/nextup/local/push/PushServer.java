package dev.nextup.local.push;

import dev.nextup.local.push.http.PublicUrl;
import dev.nextup.local.push.refusal.Problems;
import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.rfc8030.PushResource;
import dev.nextup.local.push.rfc8030.PushSubscriptions;
import dev.nextup.local.push.simulation.SimulatedBrowsers;
import dev.nextup.local.push.simulation.SimulationResource;
import dev.nextup.local.push.useragent.UserAgentResource;
import dev.nextup.local.push.useragent.UserAgents;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Clock;

/** The HTTP side: health first, then the features, then 404 for the rest. */
final class PushServer {

    private final Vertx vertx;
    private final Settings settings;
    private final Clock clock;

    /** Set late: the routes need the public address, and that may need the port. */
    private volatile Handler<HttpServerRequest> routes = PushServer::starting;

    PushServer(Vertx vertx, Settings settings, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Listens on 127.0.0.1, over HTTP/1.1 and HTTP/2: in the clear, or over TLS as the settings
     * say.
     *
     * @return the address endpoints start with, and the port in use, once requests are accepted
     */
    Future<Listening> listen() {
        return vertx.createHttpServer(options())
                .requestHandler(request -> routes.handle(request))
                .listen()
                .map(HttpServer::actualPort)
                .compose(
                        port -> {
                            PublicUrl publicUrl = publicUrl(port);
                            return vertx.executeBlocking(() -> routes(publicUrl), false)
                                    .onSuccess(router -> routes = router)
                                    .map(set -> new Listening(port, publicUrl.origin()));
                        });
    }

    private HttpServerOptions options() {
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(settings.port())
                        .addWebSocketSubProtocol(UserAgentResource.SUB_PROTOCOL)
                        .setMaxWebSocketFrameSize(UserAgentResource.LARGEST_MESSAGE)
                        .setMaxWebSocketMessageSize(UserAgentResource.LARGEST_MESSAGE)
                        // What is small on the wire must not be large in memory.
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setHandle100ContinueAutomatically(true);
        Tls tls = settings.tls();
        return tls == null ? options : tls.applyTo(options);
    }

    private PublicUrl publicUrl(int port) {
        String configured = settings.publicUrl();
        String scheme = settings.tls() == null ? "http" : "https";
        return PublicUrl.parse(configured == null ? scheme + "://localhost:" + port : configured);
    }

    private Router routes(PublicUrl publicUrl) throws IOException {
        PushSubscriptions subscriptions = new PushSubscriptions();
        SimulatedBrowsers browsers = SimulatedBrowsers.open(subscriptions, settings.directory());
        UserAgents agents = UserAgents.open(subscriptions, clock, settings.directory());
        Router router = Router.router(vertx);
        Health.addTo(router);
        new SimulationResource(vertx, browsers, publicUrl).addTo(router);
        new UserAgentResource(vertx, agents, publicUrl).addTo(router);
        new PushResource(vertx, subscriptions, publicUrl, clock).addTo(router);
        // A path that cannot be decoded.
        router.errorHandler(400, PushServer::notFound);
        router.errorHandler(404, PushServer::notFound);
        router.errorHandler(500, PushServer::failed);
        return router;
    }

    private static void starting(HttpServerRequest request) {
        Problems.answer(request.response(), Reason.STARTING, "Try again in a moment.");
    }

    private static void notFound(RoutingContext context) {
        Problems.answer(
                context.response(),
                Reason.NOT_FOUND,
                "The local push service has nothing at this address.");
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        Problems.answer(
                context.response(),
                failure == null ? new IllegalStateException("no cause given") : failure);
    }

    /**
     * @param port in use
     * @param publicUrl what endpoints start with
     */
    record Listening(int port, String publicUrl) {}
}
