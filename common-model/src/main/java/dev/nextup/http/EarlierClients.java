package dev.nextup.http;

import dev.nextup.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Clients of the earlier API know a refusal by {@code error}, a sentence, and {@code details}. On
 * the notification endpoints every problem has both besides its own members: {@code details} per
 * field where it is about fields ({@code present}, {@code missing}, {@code invalid}), else a
 * sentence.
 */
public class EarlierClients {

    private static final String NOTIFICATIONS = "/api/notifications/";
    private static final String ERROR = "error";
    private static final String DETAILS = "details";
    private static final String FIELD = "field";

    @ServerResponseFilter
    void complete(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            response.setEntity(complete(problem, request.getUriInfo().getPath()));
        }
    }

    /** The problem as it is told to whoever asked for {@code rawPath}. */
    static Problem complete(Problem problem, @Nullable String rawPath) {
        if (rawPath == null
                || !rawPath.startsWith(NOTIFICATIONS)
                || problem.extensions().containsKey(ERROR)) {
            return problem;
        }
        Problem told = problem.with(ERROR, problem.title());
        return problem.extensions().containsKey(DETAILS) ? told : told.with(DETAILS, of(problem));
    }

    /** What is wrong with the field that the problem names, else its sentence. */
    private static @Nullable Object of(Problem problem) {
        return problem.extensions().get(FIELD) instanceof String field
                ? Map.of(field, "invalid")
                : problem.detail();
    }
}
