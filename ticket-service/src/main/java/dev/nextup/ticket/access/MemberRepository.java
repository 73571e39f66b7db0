package dev.nextup.ticket.access;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class MemberRepository implements PanacheRepositoryBase<MemberEntity, UUID> {

    /** Nobody of an organisation that was deactivated is active. */
    private static final String ACTIVE =
            " and active and organizationId in (select o.id from OrganizationEntity o where o.active)";

    @WithSession
    Uni<Optional<MemberEntity>> activeByEmail(String email) {
        return find("email = ?1" + ACTIVE, email.strip().toLowerCase(Locale.ROOT))
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** Null when there is none. */
    @WithSession
    Uni<MemberEntity> active(UUID id, UUID organizationId) {
        return find("id = ?1 and organizationId = ?2" + ACTIVE, id, organizationId).firstResult();
    }

    /** Of this session; null when they are not active any more. */
    Uni<MemberEntity> active(UUID id) {
        return find("id = ?1" + ACTIVE, id).firstResult();
    }

    /** Active or not. Fails with {@link MemberRejection#UNKNOWN}. */
    Uni<MemberEntity> load(UUID organizationId, UUID id) {
        return find("id = ?1 and organizationId = ?2", id, organizationId)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(MemberRejection.UNKNOWN::exception);
    }

    /** Locked for the transaction; null when there is none. */
    Uni<MemberEntity> lockActive(UUID id, UUID organizationId) {
        return find("id = ?1 and organizationId = ?2" + ACTIVE, id, organizationId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** Locked for the transaction; null unless the invitation is open and its member active. */
    Uni<MemberEntity> lockInvited(String invitationHash, Instant now) {
        return find(
                        "invitationHash = ?1 and invitationExpiresAt > ?2" + ACTIVE,
                        invitationHash,
                        now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }
}
