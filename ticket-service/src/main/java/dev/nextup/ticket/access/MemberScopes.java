package dev.nextup.ticket.access;

import dev.nextup.ticket.management.Fields;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Whether what a member is to work for is the organisation's own. In the caller's transaction. */
@ApplicationScoped
class MemberScopes {

    private static final String OWN =
            "SELECT count(*) FROM %s t WHERE t.organization_id = :organization AND t.id IN (:ids)";

    /** Fails with 422 {@code invalid-value}. */
    Uni<Void> requireOwn(MemberEntity member) {
        return requireOwn(member, "branches", "branch", member.branches)
                .chain(() -> requireOwn(member, "departments", "department", member.departments));
    }

    private static Uni<Void> requireOwn(
            MemberEntity member, String field, String table, List<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(OWN.formatted(table), Long.class)
                                        .setParameter("organization", member.organizationId)
                                        .setParameter("ids", ids)
                                        .getSingleResult())
                .invoke(
                        found -> {
                            if (found != ids.size()) {
                                throw Fields.invalid(field, "takes only what is your own");
                            }
                        })
                .replaceWithVoid();
    }
}
