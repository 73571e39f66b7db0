package dev.nextup.ticket.message;

import dev.nextup.http.Caller;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.AuditTrail.Change;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What organisations say in their own words; for the rest the usual ones are sent. */
@ApplicationScoped
class Messages implements PanacheRepositoryBase<MessageEntity, MessageKey> {

    private static final String KIND = "message";

    /** All of an organisation fit into one record: see {@link MessageNews}. */
    private static final int MOST = 300;

    private final ManagementAccess access;
    private final AuditTrail audit;
    private final MessageNews news;

    Messages(ManagementAccess access, AuditTrail audit, MessageNews news) {
        this.access = access;
        this.audit = audit;
        this.news = news;
    }

    @WithSession
    Uni<List<MessageView>> all(UUID organizationId) {
        return views(organizationId);
    }

    private Uni<List<MessageView>> views(UUID organizationId) {
        return list("organizationId = ?1 order by kind, language", organizationId)
                .map(rows -> rows.stream().map(MessageView::of).toList());
    }

    /**
     * Fails with 422 {@code invalid-value}, or with {@link MessageRejection#TOO_MANY_OWN_WORDS}.
     */
    Uni<MessageView> put(Caller.Staff editor, MessageKey key, MessageTemplate template) {
        return Panache.withTransaction(
                        () ->
                                access.takeTurn(key.organizationId())
                                        .chain(() -> findById(key))
                                        .call(found -> mustBeFew(key, found))
                                        .chain(found -> store(editor, key, found, template))
                                        .call(() -> tell(key)))
                .invoke(news::committed);
    }

    private Uni<MessageView> store(
            Caller.Staff editor,
            MessageKey key,
            @Nullable MessageEntity found,
            MessageTemplate template) {
        MessageView before = found == null ? null : MessageView.of(found);
        MessageEntity message = found == null ? MessageEntity.of(key) : found;
        template.applyTo(message);
        return persistAndFlush(message)
                .chain(() -> written(editor, before, MessageView.of(message)));
    }

    private Uni<Void> mustBeFew(MessageKey key, @Nullable MessageEntity found) {
        return found != null
                ? Uni.createFrom().voidItem()
                : count("organizationId", key.organizationId())
                        .invoke(
                                number -> {
                                    if (number >= MOST) {
                                        throw MessageRejection.TOO_MANY_OWN_WORDS.exception();
                                    }
                                })
                        .replaceWithVoid();
    }

    private Uni<Void> tell(MessageKey key) {
        return views(key.organizationId()).chain(all -> news.tell(key.organizationId(), all));
    }

    /** Once or more often. */
    Uni<Void> remove(Caller.Staff editor, MessageKey key) {
        return Panache.withTransaction(
                        () ->
                                access.takeTurn(key.organizationId())
                                        .chain(() -> findById(key))
                                        .onItem()
                                        .ifNotNull()
                                        .transformToUni(found -> remove(editor, key, found)))
                .invoke(news::committed);
    }

    private Uni<Void> remove(Caller.Staff editor, MessageKey key, MessageEntity found) {
        UUID id = key.organizationId();
        Change change = new Change(KIND + "-removed", id, MessageView.of(found), null);
        return delete(found)
                .chain(this::flush)
                .chain(() -> audit.append(id, editor.key(), change))
                .chain(() -> tell(key));
    }

    private Uni<MessageView> written(
            Caller.Staff editor, @Nullable MessageView before, MessageView after) {
        UUID id = editor.organizationId();
        return before == null
                ? audit.created(editor, KIND, id, after)
                : audit.changed(editor, KIND, id, before, after);
    }
}
