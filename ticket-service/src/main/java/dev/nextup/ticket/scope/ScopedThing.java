package dev.nextup.ticket.scope;

import java.util.Optional;

/** What an address can name, and how its department is found. */
enum ScopedThing {
    QUEUE("queueId", "(d.id = $1 OR d.id = (SELECT department_id FROM service WHERE id = $1))"),
    COUNTER("counterId", "d.id = (SELECT department_id FROM counter WHERE id = $1)"),
    TICKET(
            "id",
            "d.id = (SELECT s.department_id FROM ticket t JOIN service s ON s.id = t.service_id WHERE t.id = $1)");

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

    /** Empty when the path is about none: it may name something else by the same parameter. */
    static Optional<ScopedThing> in(String path) {
        if (path.startsWith("/api/queues/")) {
            return Optional.of(QUEUE);
        }
        if (path.startsWith("/api/counters/")) {
            return Optional.of(COUNTER);
        }
        return path.startsWith("/api/tickets/") ? Optional.of(TICKET) : Optional.empty();
    }
}
