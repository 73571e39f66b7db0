package dev.nextup.ticket.access;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Sessions of staff, from login to logout. The row's lock orders renewals: of two with the same
 * token the second finds it rotated away, and the session ends. So a stolen cookie is worth
 * something only until either side renews.
 */
@ApplicationScoped
class StaffSessions implements PanacheRepositoryBase<StaffSessionEntity, UUID> {

    private final MemberRepository members;
    private final Clock clock;

    StaffSessions(MemberRepository members, Clock clock) {
        this.members = members;
        this.clock = clock;
    }

    @WithTransaction
    Uni<Session> begin(MemberEntity member) {
        SessionToken token = SessionToken.forNewSession();
        return persist(new StaffSessionEntity(member.id, token, clock.instant()))
                .map(stored -> new Session(member, token, stored.expiresAt));
    }

    /** Empty when there is nothing to renew; what was left of the session is gone then. */
    @WithTransaction
    Uni<Optional<Session>> renew(SessionToken presented) {
        SessionToken next = presented.rotated();
        return findById(presented.sessionId(), LockModeType.PESSIMISTIC_WRITE)
                .chain(
                        session ->
                                session == null
                                        ? Uni.createFrom().item(Optional.empty())
                                        : renewed(session, presented, next));
    }

    private Uni<Optional<Session>> renewed(
            StaffSessionEntity session, SessionToken presented, SessionToken next) {
        if (!session.rotate(presented, next, clock.instant())) {
            return ended(session);
        }
        return members.active(session.memberId)
                .chain(
                        member ->
                                member == null
                                        ? ended(session)
                                        : Uni.createFrom()
                                                .item(
                                                        Optional.of(
                                                                new Session(
                                                                        member,
                                                                        next,
                                                                        session.expiresAt))));
    }

    private Uni<Optional<Session>> ended(StaffSessionEntity session) {
        return delete(session).replaceWith(Optional.empty());
    }

    /** Ends the session whichever of its tokens is shown. */
    @WithTransaction
    Uni<Void> end(SessionToken presented) {
        return deleteById(presented.sessionId()).replaceWithVoid();
    }

    /** In the caller's transaction. */
    Uni<Void> endAllOf(UUID memberId) {
        return delete("memberId", memberId).replaceWithVoid();
    }

    @Scheduled(every = "1h", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    @WithTransaction
    Uni<Void> forgetExpired() {
        Instant now = clock.instant();
        return delete("expiresAt <= ?1", now).replaceWithVoid();
    }

    /** A session as its browser holds it now. */
    record Session(MemberEntity member, SessionToken token, Instant expiresAt) {}
}
