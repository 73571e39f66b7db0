package dev.nextup.local.push.simulation;

import dev.nextup.local.push.http.PublicUrl;
import dev.nextup.local.push.http.RequestBody;
import dev.nextup.local.push.http.Routes;
import dev.nextup.local.push.refusal.Problems;
import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** {@code /push/sim}: what tests and the demo say to their browsers. */
public final class SimulationResource {

    /** The whole system's limit for a JSON body. */
    private static final int LARGEST_BODY = 64 * 1024;

    private final Vertx vertx;
    private final SimulatedBrowsers browsers;
    private final PublicUrl publicUrl;

    public SimulationResource(Vertx vertx, SimulatedBrowsers browsers, PublicUrl publicUrl) {
        this.vertx = vertx;
        this.browsers = browsers;
        this.publicUrl = publicUrl;
    }

    /** Adds the routes; they must come before that of the push resources. */
    public void addTo(Router router) {
        Routes.add(router, HttpMethod.POST, "/push/sim", this::subscribe);
        Routes.add(router, HttpMethod.DELETE, "/push/sim/:id", this::unsubscribe);
        Routes.add(router, HttpMethod.GET, "/push/sim/:id/messages", this::messages);
        Routes.add(router, HttpMethod.PUT, "/push/sim/:id/behaviour", this::behave);
    }

    private void subscribe(RoutingContext context) {
        HttpServerResponse response = context.response();
        respond(
                context,
                body -> browsers.subscribe(SimulationRequests.applicationServerKey(body)),
                browser -> {
                    response.putHeader("Location", publicUrl.resolve("/push/sim/" + browser.id()));
                    json(response.setStatusCode(201), SimulationViews.created(browser, publicUrl));
                });
    }

    private void unsubscribe(RoutingContext context) {
        respond(
                context,
                body -> {
                    UUID id = id(context);
                    browsers.unsubscribe(id);
                    return id;
                },
                done -> context.response().setStatusCode(204).end());
    }

    private void messages(RoutingContext context) {
        respond(
                context,
                body -> SimulationViews.messages(browsers.messagesOf(id(context))),
                view -> json(context.response(), view));
    }

    private void behave(RoutingContext context) {
        respond(
                context,
                body -> {
                    UUID id = id(context);
                    browsers.find(id).script().replace(SimulationRequests.answers(body));
                    return id;
                },
                done -> context.response().setStatusCode(204).end());
    }

    /** Off the event loop: it makes keys and writes to disk. */
    private <T> void respond(RoutingContext context, Work<T> work, Consumer<T> answer) {
        RequestBody.read(context.request(), LARGEST_BODY)
                .compose(
                        body -> {
                            Callable<T> call = () -> work.apply(body);
                            return vertx.executeBlocking(call, false);
                        })
                .onSuccess(answer::accept)
                .onFailure(failure -> Problems.answer(context.response(), failure));
    }

    private static UUID id(RoutingContext context) {
        try {
            return UUID.fromString(context.pathParam("id"));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.UNKNOWN_BROWSER, "No simulated browser has this id.");
        }
    }

    private static void json(HttpServerResponse response, byte[] view) {
        response.putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(view));
    }

    private interface Work<T> {
        T apply(byte[] body);
    }
}
