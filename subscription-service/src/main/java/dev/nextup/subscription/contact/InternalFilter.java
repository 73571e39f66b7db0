package dev.nextup.subscription.contact;

import dev.nextup.http.InternalTokens;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.UUID;

/** Lets a service of this installation in, before anything of its request is read. */
@Provider
@CalledByService
@Priority(Priorities.AUTHENTICATION)
class InternalFilter implements ContainerRequestFilter {

    /** Property of the request: the ticket its token is about. */
    static final String SUBJECT = "nextup.internal.subject";

    private static final String AUDIENCE = "subscription-service";

    private static final Problem UNAUTHORIZED =
            Problem.of(401, "unauthorized", "A valid token is required")
                    .withDetail("Only services of this installation may ask.");

    private final InternalTokens tokens;
    private final Clock clock;

    InternalFilter(InternalTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        UUID subject =
                tokens.verify(
                                request.getHeaderString(InternalTokens.HEADER),
                                AUDIENCE,
                                clock.instant())
                        .orElseThrow(() -> new RejectedException(() -> UNAUTHORIZED));
        request.setProperty(SUBJECT, subject);
    }
}
