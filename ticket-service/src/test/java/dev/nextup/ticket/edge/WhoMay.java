package dev.nextup.ticket.edge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who may call an endpoint: the table that {@link IsolationTest} goes through. Every endpoint of
 * the OpenAPI document has exactly one row, in the words of that document.
 *
 * @param endpoint method and path
 * @param reason why a token is not asked for, or why one of another organisation finds nothing to
 *     be refused; else empty
 */
record WhoMay(String endpoint, Who who, String reason) {

    enum Who {
        /** No token is looked at. */
        EVERYBODY,
        /** The holder of this ticket, and staff of its organisation. */
        HOLDER_OR_STAFF,
        EMPLOYEE,
        MANAGER,
        ADMIN,
        /** Any member, and only about themselves. */
        SELF;

        /** Lowest first; empty where no role is needed. */
        List<String> rolesBelow() {
            return switch (this) {
                case EVERYBODY, HOLDER_OR_STAFF, EMPLOYEE, SELF -> List.of();
                case MANAGER -> List.of("employee");
                case ADMIN -> List.of("employee", "manager");
            };
        }

        String lowestRole() {
            return switch (this) {
                case EVERYBODY, HOLDER_OR_STAFF, EMPLOYEE, SELF -> "employee";
                case MANAGER -> "manager";
                case ADMIN -> "admin";
            };
        }
    }

    private static final String OF = "/api/organizations/{organizationId}/";

    /** By endpoint, in the order of the rows. */
    static Map<String, WhoMay> table() {
        Map<String, WhoMay> table = new LinkedHashMap<>();
        Stream.of(
                        everybody(),
                        of(Who.HOLDER_OR_STAFF, holderOrStaff()),
                        of(Who.EMPLOYEE, employees()),
                        of(Who.MANAGER, managers()),
                        of(Who.ADMIN, admins()),
                        List.of(
                                new WhoMay(
                                        "POST /api/auth/change-password",
                                        Who.SELF,
                                        "names nobody: it is about the caller")))
                .flatMap(List::stream)
                .forEach(
                        row -> {
                            if (table.put(row.endpoint, row) != null) {
                                throw new AssertionError("two rows for " + row.endpoint);
                            }
                        });
        return table;
    }

    private static List<WhoMay> everybody() {
        return List.of(
                everybody("GET /api/organizations/{idOrSlug}", "the way in for customers"),
                everybody(
                        "GET /api/organizations/{idOrSlug}/manifest", "browsers ask without token"),
                everybody("GET /api/organizations/{idOrSlug}/icon", "shown on home screens"),
                everybody("GET " + OF + "qr", "hangs at the door"),
                everybody("GET " + OF + "logo", "shown to customers and in notifications"),
                everybody("POST /api/organizations", "asks for the operator's token, not a JWT"),
                everybody("DELETE /api/organizations/{idOrSlug}", "asks for the operator's token"),
                everybody(
                        "POST /api/organizations/{idOrSlug}/reactivate",
                        "asks for the operator's token"),
                everybody("POST /api/tickets", "customers have no account"),
                everybody("GET /api/queues/{queueId}/board", "hangs on the wall; no ids, no names"),
                everybody("GET /api/queues/{queueId}/board/events", "the same, live"),
                everybody("GET /api/queues/{queueId}/organization", "its name and colour, beside"),
                everybody("GET /api/auth/jwks", "public keys"),
                everybody("POST /api/auth/login", "asks for the password"),
                everybody("POST /api/auth/exchange", "asks for the identity provider's token"),
                everybody("POST /api/auth/refresh", "asks for the session's cookie"),
                everybody("POST /api/auth/logout", "ends the session of the cookie, if any"),
                everybody("POST /api/auth/accept-invitation", "asks for the invitation's token"),
                everybody("POST /api/tickets/claim", "asks for the code of the slip"));
    }

    private static List<String> holderOrStaff() {
        return List.of(
                "GET /api/tickets/{id}",
                "GET /api/tickets/{id}/events",
                "POST /api/tickets/{id}/cancel",
                "POST /api/tickets/{id}/confirm",
                "POST /api/tickets/{id}/delay",
                "POST /api/tickets/{id}/claim-code");
    }

    private static List<String> employees() {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "GET /api/queues/{queueId}",
                                "GET /api/queues/{queueId}/join-code",
                                "GET /api/queues/{queueId}/events",
                                "POST /api/queues/{queueId}/call-next",
                                "POST /api/queues/{queueId}/open",
                                "POST /api/queues/{queueId}/close",
                                "POST /api/queues/{queueId}/cleanup",
                                "POST /api/queues/{queueId}/tickets",
                                "GET /api/queues/{queueId}/stats",
                                "GET /api/queues/{queueId}/export",
                                "POST /api/counters/{counterId}/call-next",
                                "GET /api/counters/{counterId}/queue",
                                "GET /api/tickets/{id}/history"));
        for (String command :
                List.of(
                        "call",
                        "recall",
                        "serve",
                        "complete",
                        "skip",
                        "hold",
                        "requeue",
                        "transfer")) {
            all.add("POST /api/tickets/{id}/" + command);
        }
        all.add("GET " + OF + "messages");
        for (String kind : List.of("branches", "departments", "services", "counters")) {
            all.add("GET " + OF + kind);
            all.add("GET " + OF + kind + "/{id}");
        }
        return all;
    }

    private static List<String> managers() {
        List<String> all = new ArrayList<>();
        all.add("POST /api/queues/{queueId}/reset");
        all.addAll(changes("services"));
        all.addAll(changes("counters"));
        return all;
    }

    private static List<String> admins() {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "PUT /api/organizations/{idOrSlug}",
                                "PUT " + OF + "logo",
                                "DELETE " + OF + "logo",
                                "PUT " + OF + "messages/{kind}/{language}",
                                "DELETE " + OF + "messages/{kind}/{language}",
                                "GET " + OF + "audit",
                                "GET " + OF + "members",
                                "POST " + OF + "members",
                                "GET " + OF + "members/{id}",
                                "PUT " + OF + "members/{id}",
                                "DELETE " + OF + "members/{id}",
                                "POST " + OF + "members/{id}/invitation"));
        all.addAll(changes("branches"));
        all.addAll(changes("departments"));
        return all;
    }

    private static List<String> changes(String kind) {
        return List.of(
                "POST " + OF + kind, "PUT " + OF + kind + "/{id}", "DELETE " + OF + kind + "/{id}");
    }

    private static WhoMay everybody(String endpoint, String reason) {
        return new WhoMay(endpoint, Who.EVERYBODY, reason);
    }

    private static List<WhoMay> of(Who who, List<String> endpoints) {
        return endpoints.stream().map(endpoint -> new WhoMay(endpoint, who, "")).toList();
    }
}
