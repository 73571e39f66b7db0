package dev.nextup.ticket.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.http.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes down every change, in the transaction of the change: one exists if and only if the other
 * does. What is written is what the API shows, hence never a secret.
 */
@ApplicationScoped
public class AuditTrail {

    /** Actor of what was done with the operator's token. */
    public static final String OPERATOR = "operator";

    // A text bound to a jsonb parameter would become a JSON string; hence the inner cast.
    private static final String APPEND =
            "INSERT INTO management_audit (organization_id, actor, action, target_id, before, after)"
                    + " VALUES (:organization, :actor, :action, :target,"
                    + " CAST(NULLIF(CAST(:before AS text), 'null') AS jsonb),"
                    + " CAST(NULLIF(CAST(:after AS text), 'null') AS jsonb))";

    private final ObjectMapper json;

    AuditTrail(ObjectMapper json) {
        this.json = json;
    }

    /** Writes down that something new is there, and hands it on. */
    public <V> Uni<V> created(Caller.Staff actor, String kind, UUID target, V after) {
        return append(
                        actor.organizationId(),
                        actor.key(),
                        new Change(kind + "-created", target, null, after))
                .replaceWith(after);
    }

    /** Writes down a change, if it is one, and hands on what came of it. */
    public <V> Uni<V> changed(Caller.Staff actor, String kind, UUID target, V before, V after) {
        if (after.equals(before)) {
            return Uni.createFrom().item(after);
        }
        return append(
                        actor.organizationId(),
                        actor.key(),
                        new Change(kind + "-changed", target, before, after))
                .replaceWith(after);
    }

    /**
     * @param actor {@link Caller#key()}, or {@link #OPERATOR}
     */
    public Uni<Void> append(UUID organizationId, String actor, Change change) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(APPEND)
                                        .setParameter("organization", organizationId)
                                        .setParameter("actor", actor)
                                        .setParameter("action", change.action())
                                        .setParameter("target", change.target())
                                        .setParameter("before", write(change.before()))
                                        .setParameter("after", write(change.after()))
                                        .executeUpdate())
                .replaceWithVoid();
    }

    private String write(@Nullable Object view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what the API shows is serialisable", e);
        }
    }

    /**
     * @param action what was done to which kind of thing, such as {@code branch-created}
     * @param before null when there was nothing
     * @param after null when nothing is left
     */
    public record Change(
            String action, UUID target, @Nullable Object before, @Nullable Object after) {}
}
