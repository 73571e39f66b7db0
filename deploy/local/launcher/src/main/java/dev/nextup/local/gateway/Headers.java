package dev.nextup.local.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Which headers pass: not those between two neighbours, nor what a client claims about itself. */
final class Headers {

    /** RFC 9110, 7.6.1, and their older kin. */
    private static final Set<String> HOP_BY_HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    /** The services believe the gateway, so nobody else may say these. */
    private static final Set<String> CLAIMS =
            Set.of(
                    "forwarded",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-port",
                    "x-forwarded-prefix",
                    "x-forwarded-proto",
                    "x-forwarded-ssl",
                    "x-real-ip");

    private Headers() {}

    /** Request headers for the service, with the client's true address. */
    static void copyRequest(HttpServerRequest from, MultiMap to) {
        Set<String> dropped = hopByHop(from.headers());
        dropped.addAll(CLAIMS);
        // The server has answered it already.
        dropped.add("expect");
        copy(from.headers(), to, dropped);
        to.set("X-Forwarded-For", from.remoteAddress().hostAddress());
        to.set("X-Forwarded-Proto", "http");
        String host = from.getHeader("Host");
        if (host != null) {
            to.set("X-Forwarded-Host", host);
        }
    }

    static void copyResponse(MultiMap from, MultiMap to) {
        copy(from, to, hopByHop(from));
    }

    private static void copy(MultiMap from, MultiMap to, Set<String> dropped) {
        from.forEach(
                (name, value) -> {
                    if (!dropped.contains(name.toLowerCase(Locale.ROOT))) {
                        to.add(name, value);
                    }
                });
    }

    private static Set<String> hopByHop(MultiMap headers) {
        Set<String> names = new HashSet<>(HOP_BY_HOP);
        for (String connection : headers.getAll("Connection")) {
            for (String name : connection.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
