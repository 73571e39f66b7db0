package dev.nextup.ticket.access;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A member's login on one browser. */
@Entity
@Table(name = "staff_session")
class StaffSessionEntity extends PanacheEntityBase {

    /** A working day with its breaks; who is away longer logs in again. */
    static final Duration IDLE_LIFE = Duration.ofHours(12);

    /** However busy: a browser left logged in somewhere is forgotten after a week. */
    static final Duration LONGEST_LIFE = Duration.ofDays(7);

    @Id UUID id;

    @Column(name = "member_id")
    UUID memberId;

    @Column(name = "token_hash")
    String tokenHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected StaffSessionEntity() {}

    StaffSessionEntity(UUID memberId, SessionToken token, Instant now) {
        this.id = token.sessionId();
        this.memberId = memberId;
        this.tokenHash = token.hash();
        this.createdAt = now;
        this.expiresAt = now.plus(IDLE_LIFE);
    }

    /**
     * Puts the next token in the place of the presented one.
     *
     * @return false when the session has expired or the token is not its newest: then somebody
     *     holds a copy, and the session must end
     */
    boolean rotate(SessionToken presented, SessionToken next, Instant now) {
        if (!now.isBefore(expiresAt) || !tokenHash.equals(presented.hash())) {
            return false;
        }
        tokenHash = next.hash();
        Instant idleEnd = now.plus(IDLE_LIFE);
        Instant latest = createdAt.plus(LONGEST_LIFE);
        expiresAt = idleEnd.isBefore(latest) ? idleEnd : latest;
        return true;
    }
}
