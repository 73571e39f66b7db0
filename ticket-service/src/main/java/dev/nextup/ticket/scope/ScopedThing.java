package dev.nextup.ticket.scope;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an address can name, and how its department is found. */
enum ScopedThing {
    QUEUE("queueId", "(d.id = $1 OR d.id = (SELECT department_id FROM service WHERE id = $1))"),
    COUNTER("counterId", "d.id = (SELECT department_id FROM counter WHERE id = $1)"),
    TICKET(
            "id",
            "d.id = (SELECT s.department_id FROM ticket t JOIN service s ON s.id = t.service_id WHERE t.id = $1)"),
    MANAGED_SERVICE("id", "d.id = (SELECT department_id FROM service WHERE id = $1)"),
    MANAGED_COUNTER("id", "d.id = (SELECT department_id FROM counter WHERE id = $1)"),
    /** Named by no address, but by what is to belong to it. */
    DEPARTMENT("", "d.id = $1");

    private static final Pattern MANAGED =
            Pattern.compile("/api/organizations/[^/]+/(services|counters)/.+");

    /** Name of the path's parameter. */
    private final String parameter;

    private final String department;

    ScopedThing(String parameter, String condition) {
        this.parameter = parameter;
        this.department =
                "SELECT d.id, d.branch_id FROM department d WHERE d.organization_id = $2 AND "
                        + condition;
    }

    String parameter() {
        return parameter;
    }

    /** SQL: department and branch of the thing {@code $1} of the organisation {@code $2}. */
    String department() {
        return department;
    }

    /**
     * Empty when the request is about none: a path may name something else by the same parameter,
     * and how the organisation is made up may be read by all of its staff.
     */
    static Optional<ScopedThing> in(String method, String path) {
        if (path.startsWith("/api/queues/")) {
            return Optional.of(QUEUE);
        }
        if (path.startsWith("/api/counters/")) {
            return Optional.of(COUNTER);
        }
        if (path.startsWith("/api/tickets/")) {
            return Optional.of(TICKET);
        }
        Matcher managed = MANAGED.matcher(path);
        return method.equals("GET") || !managed.matches()
                ? Optional.empty()
                : Optional.of(
                        managed.group(1).equals("services") ? MANAGED_SERVICE : MANAGED_COUNTER);
    }
}
