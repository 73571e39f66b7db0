package dev.nextup.ticket.message;

import dev.nextup.http.Caller;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.AuditTrail.Change;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What organisations say in their own words; for the rest the usual ones are sent. */
@ApplicationScoped
class Messages implements PanacheRepositoryBase<MessageEntity, MessageKey> {

    private static final String KIND = "message";

    private final ManagementAccess access;
    private final AuditTrail audit;

    Messages(ManagementAccess access, AuditTrail audit) {
        this.access = access;
        this.audit = audit;
    }

    @WithSession
    Uni<List<MessageView>> all(UUID organizationId) {
        return list("organizationId = ?1 order by kind, language", organizationId)
                .map(rows -> rows.stream().map(MessageView::of).toList());
    }

    /** Fails with 422 {@code invalid-value}. */
    @WithTransaction
    Uni<MessageView> put(Caller.Staff editor, MessageKey key, MessageTemplate template) {
        return access.takeTurn(key.organizationId())
                .chain(() -> findById(key))
                .chain(
                        found -> {
                            MessageView before = found == null ? null : MessageView.of(found);
                            MessageEntity message = found == null ? MessageEntity.of(key) : found;
                            template.applyTo(message);
                            return persist(message)
                                    .chain(() -> told(editor, before, MessageView.of(message)));
                        });
    }

    /** Once or more often. */
    @WithTransaction
    Uni<Void> remove(Caller.Staff editor, MessageKey key) {
        UUID id = key.organizationId();
        return access.takeTurn(id)
                .chain(() -> findById(key))
                .chain(
                        found -> {
                            if (found == null) {
                                return Uni.createFrom().voidItem();
                            }
                            Change change =
                                    new Change(KIND + "-removed", id, MessageView.of(found), null);
                            return delete(found)
                                    .chain(() -> audit.append(id, editor.key(), change));
                        });
    }

    private Uni<MessageView> told(
            Caller.Staff editor, @Nullable MessageView before, MessageView after) {
        UUID id = editor.organizationId();
        return before == null
                ? audit.created(editor, KIND, id, after)
                : audit.changed(editor, KIND, id, before, after);
    }
}
