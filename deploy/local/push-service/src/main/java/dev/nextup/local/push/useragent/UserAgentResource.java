package dev.nextup.local.push.useragent;

import dev.nextup.local.push.http.PublicUrl;
import dev.nextup.local.push.http.Routes;
import dev.nextup.local.push.refusal.Problems;
import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code /push/ws}: the WebSocket a stock Firefox connects to. */
public final class UserAgentResource {

    public static final String SUB_PROTOCOL = "push-notification";

    /** Octets; the longest thing a browser says is a list of acknowledged versions. */
    public static final int LARGEST_MESSAGE = 16 * 1024;

    /** Fewer than the browsers that are remembered, so there is always one to forget. */
    static final int MOST_CONNECTIONS = 50;

    private final Vertx vertx;
    private final UserAgents agents;
    private final PublicUrl publicUrl;
    private final AtomicInteger connections = new AtomicInteger();

    public UserAgentResource(Vertx vertx, UserAgents agents, PublicUrl publicUrl) {
        this.vertx = vertx;
        this.agents = agents;
        this.publicUrl = publicUrl;
    }

    /** Adds the route; it must come before that of the push resources. */
    public void addTo(Router router) {
        Routes.add(router, HttpMethod.GET, "/push/ws", this::open);
    }

    private void open(RoutingContext context) {
        try {
            check(context.request().headers());
            if (connections.incrementAndGet() > MOST_CONNECTIONS) {
                connections.decrementAndGet();
                throw new RefusedException(
                        Reason.TOO_MANY_CONNECTIONS, "Too many browsers are connected already.");
            }
            context.request()
                    .toWebSocket()
                    .onSuccess(this::converse)
                    .onFailure(broken -> connections.decrementAndGet());
        } catch (RefusedException e) {
            if (e.reason() == Reason.UPGRADE_REQUIRED) {
                context.response().putHeader("Upgrade", "websocket");
            }
            Problems.answer(context.response(), e);
        }
    }

    private static void check(MultiMap headers) {
        if (!headers.contains("Upgrade", "websocket", true)) {
            throw new RefusedException(
                    Reason.UPGRADE_REQUIRED, "Browsers connect here with a WebSocket.");
        }
        boolean spoken =
                headers.getAll("Sec-WebSocket-Protocol").stream()
                        .flatMap(value -> Arrays.stream(value.split(",", -1)))
                        .anyMatch(value -> value.strip().equals(SUB_PROTOCOL));
        if (!spoken) {
            throw new RefusedException(
                    Reason.SUB_PROTOCOL_MISSING, "Offer the sub-protocol " + SUB_PROTOCOL + ".");
        }
        String origin = headers.get("Origin");
        if (origin != null && origin.toLowerCase(Locale.ROOT).startsWith("http")) {
            // The script of a page that somebody on this machine happens to visit.
            throw new RefusedException(
                    Reason.ORIGIN_REFUSED, "This is for browsers themselves, not for their pages.");
        }
    }

    private void converse(ServerWebSocket socket) {
        UserAgentSocket connection = new UserAgentSocket(vertx, socket, agents, publicUrl);
        connection.listen(connections::decrementAndGet);
    }
}
