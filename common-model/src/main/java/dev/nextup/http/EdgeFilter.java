package dev.nextup.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, before anything else looks at it, a request whose raw path two components could read
 * differently, or whose body is too large.
 *
 * <p>Security relies on it: path parameters ({@code ;x}) bypass path policies of the platform, and
 * encoded separators mean one thing to a proxy and another to a router.
 */
@ApplicationScoped
public class EdgeFilter {

    /**
     * Largest request body in bytes; a push subscription or a message text needs a few kilobytes.
     */
    static final long MAX_BODY_BYTES = 64 * 1024;

    /** Runs before authentication, routing and everything the platform registers. */
    static final int FIRST = 10_000;

    private static final Pattern AMBIGUOUS =
            Pattern.compile(";|\\\\|//|%3b|%2f|%5c|%00|%25|%2e|/\\.\\.?(/|$)");

    private static final Problem BAD_PATH =
            Problem.of(400, "bad-path", "The path is not allowed")
                    .withDetail(
                            "The path holds a semicolon, a backslash, a dot segment, an empty segment or an encoded"
                                    + " separator. Send the path exactly as documented.");

    private static final Problem TOO_LARGE =
            Problem.of(413, "body-too-large", "The request body is too large")
                    .withDetail("Send at most 64 KiB.");

    private final ObjectMapper json;

    EdgeFilter(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (ambiguous(request.path())) {
            refuse(context, BAD_PATH);
        } else if (declaredLength(request) > MAX_BODY_BYTES) {
            refuse(context, TOO_LARGE);
        } else if (mayHaveUndeclaredBody(request)) {
            readWithinLimit(context);
        } else {
            forgetTypeOfAbsentBody(request);
            context.next();
        }
    }

    /**
     * Over HTTP/1.1 only. Over HTTP/2 a request that was read to its end cannot be handed on; there
     * the platform counts while the body is read, and its 413 is without a problem.
     */
    private static boolean mayHaveUndeclaredBody(HttpServerRequest request) {
        boolean declared = request.headers().contains(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return !declared && chunked;
    }

    /** Counts while it reads; what fits is handed on as the request's body. */
    private void readWithinLimit(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = Buffer.buffer();
        request.handler(
                part -> {
                    body.appendBuffer(part);
                    if (body.length() > MAX_BODY_BYTES) {
                        request.handler(null).endHandler(null);
                        refuse(context, TOO_LARGE);
                    }
                });
        request.endHandler(
                end -> {
                    ((RoutingContextInternal) context).setBody(body);
                    context.next();
                });
        request.resume();
    }

    /** An absent body equals {@code {}}, whatever type a client's library claims for it. */
    private static void forgetTypeOfAbsentBody(HttpServerRequest request) {
        if (declaredLength(request) == 0) {
            request.headers().remove(HttpHeaders.CONTENT_TYPE);
        }
    }

    static boolean ambiguous(@Nullable String rawPath) {
        return rawPath == null || AMBIGUOUS.matcher(rawPath.toLowerCase(Locale.ROOT)).find();
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void refuse(RoutingContext context, Problem problem) {
        if (problem.equals(TOO_LARGE) && context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(serialize(EarlierClients.complete(problem, context.request().path())))
                .onFailure(context::fail);
    }

    private String serialize(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always serialisable", e);
        }
    }
}
