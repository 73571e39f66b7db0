package dev.nextup.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * One span for each call of the API, from its first octet to the head of its answer. It says
 * method, route and status, and nothing that the caller sent: addresses hold codes and tokens, and
 * a client's network address is personal.
 */
@Singleton
public class RequestSpans {

    /** Before everything else: what refuses a request is part of it. */
    private static final int FIRST = 11_000;

    /** Where Quarkus REST notes the template of the path it has matched. */
    private static final String ROUTE = "UrlPathTemplate";

    private static final Set<HttpMethod> METHODS =
            Set.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE,
                    HttpMethod.OPTIONS);

    private static final int FIRST_SERVER_ERROR = 500;

    private final boolean off;
    private final Tracer tracer;

    RequestSpans(
            OpenTelemetry telemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
        this.off = off;
        this.tracer = telemetry.getTracer("dev.nextup");
    }

    /** Says which ticket the request that is being answered is about, if one is. */
    public static void isAbout(UUID ticketId) {
        Span.current().setAttribute("ticketId", ticketId.toString());
    }

    void register(@Observes Filters filters) {
        if (!off) {
            filters.register(this::handle, FIRST);
        }
    }

    private void handle(RoutingContext request) {
        String path = request.request().path();
        io.vertx.core.Context context = Vertx.currentContext();
        boolean isOurs =
                path != null && (path.startsWith("/api/") || path.startsWith("/internal/"));
        if (isOurs && context != null && VertxContext.isDuplicatedContext(context)) {
            begin(request, context);
        }
        request.next();
    }

    private void begin(RoutingContext request, io.vertx.core.Context context) {
        String method = method(request.request().method());
        Span span =
                tracer.spanBuilder(method)
                        .setParent(parent(request))
                        .setSpanKind(SpanKind.SERVER)
                        .setAttribute("http.request.method", method)
                        .startSpan();
        Scope scope = QuarkusContextStorage.INSTANCE.attach(context, Context.root().with(span));
        request.addHeadersEndHandler(
                head -> {
                    finish(span, method, route(context), request.response().getStatusCode());
                    scope.close();
                });
        // Without an answer: the caller has gone. Ending twice is ending once.
        request.addEndHandler(end -> span.end());
    }

    private static void finish(Span span, String method, @Nullable String route, int status) {
        if (route != null) {
            span.updateName(method + " " + route).setAttribute("http.route", route);
        }
        span.setAttribute("http.response.status_code", status);
        if (status >= FIRST_SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private static Context parent(RoutingContext request) {
        return TraceParent.parse(request.request().getHeader(TraceParent.HEADER))
                .map(TraceParent::asContext)
                .orElse(Context.root());
    }

    private static @Nullable String route(io.vertx.core.Context context) {
        return context.getLocal(ROUTE);
    }

    /** A method may be any word. */
    private static String method(HttpMethod method) {
        return METHODS.contains(method) ? method.name() : "_OTHER";
    }
}
