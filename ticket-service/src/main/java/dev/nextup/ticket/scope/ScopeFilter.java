package dev.nextup.ticket.scope;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps members to the branches and departments they work for, on every endpoint that names a
 * queue, a counter or a ticket and asks for a token, streams and what is yet to be written too, and
 * on changes of services and counters. It stands before the endpoints because none of them may
 * forget it. What does not exist, and what belongs to another organisation, is left to the
 * endpoint, which answers 404.
 */
class ScopeFilter {

    private final Callers callers;
    private final Scopes scopes;
    private final Map<Method, Boolean> protectedEndpoints = new ConcurrentHashMap<>();

    ScopeFilter(Callers callers, Scopes scopes) {
        this.callers = callers;
        this.scopes = scopes;
    }

    /** Fails with 403 {@code out-of-scope}. */
    @ServerRequestFilter
    public Uni<Void> check(
            ContainerRequestContext request, UriInfo address, ResourceInfo endpoint) {
        Optional<ScopedThing> thing = ScopedThing.in(request.getMethod(), address.getPath());
        if (thing.isEmpty() || !asksForToken(endpoint)) {
            return Uni.createFrom().voidItem();
        }
        UUID id = id(address.getPathParameters().getFirst(thing.get().parameter()));
        return id != null && callers.current() instanceof Caller.Staff staff
                ? scopes.require(thing.get(), id, staff)
                : Uni.createFrom().voidItem();
    }

    private boolean asksForToken(ResourceInfo endpoint) {
        return protectedEndpoints.computeIfAbsent(
                endpoint.getResourceMethod(),
                method ->
                        method.isAnnotationPresent(Authenticated.class)
                                || endpoint.getResourceClass()
                                        .isAnnotationPresent(Authenticated.class));
    }

    /** Null when it is none: the endpoint refuses it. */
    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
