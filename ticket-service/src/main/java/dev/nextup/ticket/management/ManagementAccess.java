package dev.nextup.ticket.management;

import dev.nextup.http.Caller;
import dev.nextup.http.Callers;
import dev.nextup.http.Role;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Who may manage an organisation: its own members, each within their role. */
@ApplicationScoped
public class ManagementAccess {

    private static final Problem UNKNOWN =
            Problem.of(404, "unknown-organization", "This organisation does not exist")
                    .withDetail("Check the address: it must name your own organisation.");

    private static final String TAKE_TURN =
            "SELECT id FROM organization WHERE id = :id AND active FOR NO KEY UPDATE";

    private final Callers callers;

    ManagementAccess(Callers callers) {
        this.callers = callers;
    }

    /**
     * @throws RejectedException 403 when the role is too low; 404 for another organisation, as for
     *     one that does not exist
     */
    public Caller.Staff require(UUID organizationId, Role atLeast) {
        Caller.Staff staff = callers.staff(atLeast);
        if (!staff.organizationId().equals(organizationId)) {
            throw unknown();
        }
        return staff;
    }

    /** As above, for an address whose last part need not be an id. */
    public Caller.Staff require(String organizationId, Role atLeast) {
        Caller.Staff staff = callers.staff(atLeast);
        if (!staff.organizationId().toString().equals(organizationId)) {
            throw unknown();
        }
        return staff;
    }

    /**
     * First in the transaction of each change: changes of one organisation happen one after the
     * other, so that what was checked still holds when it is stored. Tickets do not wait for it.
     * Fails with 404 when the organisation was deactivated.
     */
    public Uni<Void> takeTurn(UUID organizationId) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(TAKE_TURN, UUID.class)
                                        .setParameter("id", organizationId)
                                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(ManagementAccess::unknown)
                .replaceWithVoid();
    }

    private static RejectedException unknown() {
        return new RejectedException(() -> UNKNOWN);
    }
}
