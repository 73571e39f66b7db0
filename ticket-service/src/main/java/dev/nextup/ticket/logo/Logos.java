package dev.nextup.ticket.logo;

import dev.nextup.http.Caller;
import dev.nextup.ticket.access.PublicUrlConfig;
import dev.nextup.ticket.management.AuditTrail;
import dev.nextup.ticket.management.AuditTrail.Change;
import dev.nextup.ticket.management.ManagementAccess;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The logos of organisations. The organisation's row holds the address, with the version of the
 * picture in it: what customers and events show changes in the transaction that changes the
 * picture.
 */
@ApplicationScoped
class Logos implements PanacheRepositoryBase<LogoEntity, UUID> {

    private static final String KIND = "logo";

    private static final String SAY_WHERE =
            "UPDATE organization SET logo_url = CAST(:url AS text) WHERE id = :id";

    private final ManagementAccess access;
    private final AuditTrail audit;
    private final PublicUrlConfig publicUrl;

    Logos(ManagementAccess access, AuditTrail audit, PublicUrlConfig publicUrl) {
        this.access = access;
        this.audit = audit;
        this.publicUrl = publicUrl;
    }

    /** Fails with 404 {@code no-logo}. */
    @WithSession
    Uni<LogoEntity> read(UUID organizationId) {
        return findById(organizationId).onItem().ifNull().failWith(LogoRejection.NONE::exception);
    }

    @WithTransaction
    Uni<LogoView> replace(Caller.Staff editor, Picture picture, byte[] content) {
        UUID id = editor.organizationId();
        return access.takeTurn(id)
                .chain(() -> findById(id))
                .chain(
                        found -> {
                            LogoView before = found == null ? null : view(found);
                            LogoEntity logo = found == null ? LogoEntity.of(id) : found;
                            logo.show(picture, content);
                            return persistAndFlush(logo).chain(() -> told(editor, before, logo));
                        });
    }

    /** Once or more often. */
    @WithTransaction
    Uni<Void> remove(Caller.Staff editor) {
        UUID id = editor.organizationId();
        return access.takeTurn(id)
                .chain(() -> findById(id))
                .chain(
                        found ->
                                found == null
                                        ? Uni.createFrom().voidItem()
                                        : delete(found)
                                                .chain(() -> sayWhere(id, null))
                                                .chain(() -> toldRemoved(editor, view(found))));
    }

    private Uni<LogoView> told(Caller.Staff editor, @Nullable LogoView before, LogoEntity logo) {
        LogoView after = view(logo);
        UUID id = logo.organizationId;
        return sayWhere(id, after.logoUrl())
                .chain(
                        () ->
                                before == null
                                        ? audit.created(editor, KIND, id, after)
                                        : audit.changed(editor, KIND, id, before, after));
    }

    private Uni<Void> toldRemoved(Caller.Staff editor, LogoView before) {
        UUID id = editor.organizationId();
        return audit.append(id, editor.key(), new Change(KIND + "-removed", id, before, null));
    }

    private static Uni<Void> sayWhere(UUID organizationId, @Nullable String url) {
        return Panache.getSession()
                .chain(
                        session ->
                                session.createNativeQuery(SAY_WHERE)
                                        .setParameter("url", url)
                                        .setParameter("id", organizationId)
                                        .executeUpdate())
                .replaceWithVoid();
    }

    private LogoView view(LogoEntity logo) {
        String path = "/api/organizations/" + logo.organizationId + "/logo?v=" + logo.version;
        return new LogoView(
                publicUrl.link(path), logo.mediaType, logo.width, logo.height, logo.content.length);
    }
}
