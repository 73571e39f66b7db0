package dev.nextup.http;

import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets customer apps on other origins call the API (CORS, WHATWG Fetch). Exact origins only, and
 * never with cookies: tokens travel in a header. Refusals carry the headers too, so that such an
 * app can read them. An origin that is not listed gets no headers, and its browser does the rest.
 *
 * <p>Not the platform's own filter: that one answers 403 to every origin it does not know, the
 * installation's own included as soon as a proxy changes the host.
 */
@Startup // a list that cannot be read is told at start
@Singleton
public class CrossOrigin {

    /** Before {@link EdgeFilter}, whose refusals should be readable. */
    private static final int BEFORE_THE_EDGE = EdgeFilter.FIRST + 10;

    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String HEADERS = "Authorization, Content-Type, Idempotency-Key, If-Match";
    private static final String EXPOSED = "Location, Retry-After, WWW-Authenticate";

    /** Seconds; browsers ask again after two hours at the latest. */
    private static final String MAX_AGE = "7200";

    private final Set<String> origins;

    /**
     * @param origins NEXTUP_CORS_ORIGINS, such as {@code https://app.example}; none by default
     * @throws IllegalStateException when one is no origin
     */
    CrossOrigin(@ConfigProperty(name = "nextup.cors.origins") Optional<List<String>> origins) {
        this.origins =
                origins.orElse(List.of()).stream()
                        .map(String::strip)
                        .map(CrossOrigin::checked)
                        .collect(Collectors.toUnmodifiableSet());
    }

    void register(@Observes Filters filters) {
        if (!origins.isEmpty()) {
            filters.register(this::handle, BEFORE_THE_EDGE);
        }
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (!request.path().startsWith("/api/")) {
            context.next();
            return;
        }
        HttpServerResponse response = context.response();
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            context.next();
            return;
        }
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (isPreflight(request)) {
            allow(response);
        } else {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            context.next();
        }
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static void allow(HttpServerResponse response) {
        response.setStatusCode(204)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        // A client that has left needs no answer.
        var unused = response.end();
    }

    /** Scheme, host, perhaps a port, and nothing else: as browsers send it. */
    private static String checked(String origin) {
        try {
            URI uri = new URI(origin);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && origin.equals(asSent(uri))) {
                return origin;
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("NEXTUP_CORS_ORIGINS holds no origin: " + origin, e);
        }
        throw new IllegalStateException(
                "NEXTUP_CORS_ORIGINS needs origins such as https://app.example, not: " + origin);
    }

    private static String asSent(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost().toLowerCase(java.util.Locale.ROOT) + port;
    }
}
