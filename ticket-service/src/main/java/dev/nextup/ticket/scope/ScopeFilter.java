package dev.nextup.ticket.scope;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.Role;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps members to the branches and departments they work for, on every endpoint that names a
 * queue, a counter or a ticket and asks for a token: streams and what is yet to be written too. It
 * stands before the endpoints because none of them may forget it. What does not exist, and what
 * belongs to another organisation, is left to the endpoint, which answers 404.
 *
 * <p>Costs nothing for members without a scope, and one read for those with one.
 */
class ScopeFilter {

    private static final Problem OUT_OF_SCOPE =
            Problem.of(403, "out-of-scope", "You do not work for this department")
                    .withDetail("Ask an admin to add its branch or department to yours.");

    private final Callers callers;
    private final JsonWebToken token;
    private final Pool pool;
    private final Map<Method, Boolean> protectedEndpoints = new ConcurrentHashMap<>();

    ScopeFilter(Callers callers, JsonWebToken token, Pool pool) {
        this.callers = callers;
        this.token = token;
        this.pool = pool;
    }

    /** Fails with 403 {@code out-of-scope}. */
    @ServerRequestFilter
    public Uni<Void> check(UriInfo address, ResourceInfo endpoint) {
        Optional<ScopedThing> thing = ScopedThing.in(address.getPath());
        if (thing.isEmpty() || !asksForToken(endpoint)) {
            return Uni.createFrom().voidItem();
        }
        UUID id = id(address.getPathParameters().getFirst(thing.get().parameter()));
        if (id == null
                || !(callers.current() instanceof Caller.Staff staff)
                || staff.role() == Role.ADMIN) {
            return Uni.createFrom().voidItem();
        }
        StaffScope scope = StaffScope.of(token);
        return scope.isEverything()
                ? Uni.createFrom().voidItem()
                : require(scope, thing.get(), id, staff.organizationId());
    }

    private Uni<Void> require(StaffScope scope, ScopedThing thing, UUID id, UUID organizationId) {
        return pool.preparedQuery(thing.department())
                .execute(Tuple.of(id, organizationId))
                .invoke(
                        rows -> {
                            for (Row row : rows) {
                                if (!scope.covers(row.getUUID("branch_id"), row.getUUID("id"))) {
                                    throw new RejectedException(() -> OUT_OF_SCOPE);
                                }
                            }
                        })
                .replaceWithVoid();
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
