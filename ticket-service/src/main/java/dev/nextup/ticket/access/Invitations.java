package dev.nextup.ticket.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * Links by which members set their first password, or a new one. Callers provide the transaction.
 */
@ApplicationScoped
public class Invitations {

    /** Over a weekend and a holiday; longer would leave keys lying about in mailboxes. */
    static final Duration LIFE = Duration.ofDays(7);

    private static final String UNIQUE_EMAIL = "uq_member_email";

    private final MemberRepository members;
    private final Passwords passwords;
    private final Clock clock;
    private final String address;

    Invitations(
            MemberRepository members, Passwords passwords, Clock clock, PublicUrlConfig config) {
        this.members = members;
        this.passwords = passwords;
        this.clock = clock;
        this.address = config.link("/admin/#invitation=");
    }

    /**
     * The first admin of a new organisation. Fails with 422 {@code invalid-value} or 409 {@code
     * email-taken}.
     */
    public Uni<InvitationView> inviteAdmin(UUID organizationId, String email, String name) {
        return invite(
                new MemberRequest(email, name, "admin", true, null, null).toMember(organizationId));
    }

    /** Stores a new member, who has a password nobody knows until they choose one. */
    Uni<InvitationView> invite(MemberEntity member) {
        return passwords
                .hash(RandomSecret.next())
                .invoke(hash -> member.passwordHash = hash)
                .chain(() -> members.count("email", member.email))
                .chain(
                        taken -> {
                            if (taken > 0) {
                                throw MemberRejection.EMAIL_TAKEN.exception();
                            }
                            InvitationView view = renew(member);
                            return members.persistAndFlush(member).replaceWith(view);
                        })
                .onFailure(Invitations::isTakenEmail)
                .transform(e -> MemberRejection.EMAIL_TAKEN.exception());
    }

    /** Opens an invitation of an existing member; an earlier one is good for nothing then. */
    InvitationView renew(MemberEntity member) {
        String secret = RandomSecret.next();
        member.invitationHash = RandomSecret.hash(secret);
        member.invitationExpiresAt = clock.instant().plus(LIFE);
        return new InvitationView(
                member.id,
                member.email,
                member.name,
                member.role,
                member.active,
                address + secret,
                member.invitationExpiresAt);
    }

    /** Two organisations may invite one address at once; then the database decides. */
    private static boolean isTakenEmail(Throwable failure) {
        return failure instanceof PersistenceException
                && String.valueOf(failure.getMessage()).contains(UNIQUE_EMAIL);
    }
}
