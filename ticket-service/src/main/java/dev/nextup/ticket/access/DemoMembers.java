package dev.nextup.ticket.access;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** The two members of the demo organisation, whose password everybody knows. */
public final class DemoMembers {

    private static final String PASSWORD = "nextup-demo";

    private DemoMembers() {}

    /**
     * Rows for {@code member(id, organization_id, email, name, role, password_hash)}. CPU-heavy.
     */
    public static List<Tuple> rows(UUID organizationId) {
        return List.of(
                row(organizationId, "admin@demo.test", "Ada Admin", "admin"),
                row(organizationId, "clerk@demo.test", "Clara Clerk", "employee"));
    }

    private static Tuple row(UUID organizationId, String email, String name, String role) {
        UUID id = UUID.nameUUIDFromBytes(email.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return Tuple.of(id, organizationId, email, name, role, PasswordHash.of(PASSWORD));
    }
}
