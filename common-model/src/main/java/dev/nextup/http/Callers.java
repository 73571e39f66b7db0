package dev.nextup.http;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Reads the caller from the request's verified token. Resources are {@code @Authenticated} and ask
 * here once they have their (well-formed) input, so that a role is judged after the syntax of the
 * request.
 */
@RequestScoped
public class Callers {

    private static final String CUSTOMER = "customer";

    private static final Problem UNAUTHORIZED =
            Problem.of(401, "unauthorized", "A valid token is required")
                    .withDetail(
                            "The token does not say who you are. Log in again or take a new ticket.");

    private static final Problem FORBIDDEN =
            Problem.of(403, "forbidden", "Your role does not allow this")
                    .withDetail("Ask a member of the organisation with a higher role.");

    private final JsonWebToken token;

    Callers(JsonWebToken token) {
        this.token = token;
    }

    /**
     * @throws RejectedException 401 when the token is ours but of neither kind
     */
    public Caller current() {
        UUID subject = uuid(token.getSubject());
        UUID organization = uuid(claim("org"));
        if (token.getGroups().contains(CUSTOMER)) {
            return new Caller.Holder(subject, organization, uuid(claim("svc")));
        }
        Optional<Role> role =
                token.getGroups().stream().flatMap(g -> Role.of(g).stream()).findFirst();
        return new Caller.Staff(
                subject, organization, role.orElseThrow(() -> rejected(UNAUTHORIZED)));
    }

    /**
     * @throws RejectedException 403 when the caller is no member or of a lower role
     */
    public Caller.Staff staff(Role atLeast) {
        if (current() instanceof Caller.Staff staff && staff.role().compareTo(atLeast) >= 0) {
            return staff;
        }
        throw rejected(FORBIDDEN);
    }

    /** What the member who asks works for; everything, if it is an admin. */
    public StaffScope scope() {
        return current() instanceof Caller.Staff staff && staff.role() != Role.ADMIN
                ? StaffScope.of(token)
                : StaffScope.EVERYTHING;
    }

    private String claim(String name) {
        Object value = token.getClaim(name);
        return value instanceof JsonString text ? text.getString() : String.valueOf(value);
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw rejected(UNAUTHORIZED);
        }
    }

    private static RejectedException rejected(Problem problem) {
        return new RejectedException(() -> problem);
    }
}
