package dev.nextup.ticket.access;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Links by which members set their first password, or a new one. Callers provide the transaction.
 * The secret in a link is {@linkplain DerivedSecrets derived}: an answer that is remembered for a
 * retry holds its seed, the member's row its hash, and neither is good for logging in.
 */
@ApplicationScoped
public class Invitations {

    /** Over a weekend and a holiday; longer would leave keys lying about in mailboxes. */
    static final Duration LIFE = Duration.ofDays(7);

    private static final String PURPOSE = "nextup invitation";
    private static final String UNIQUE_EMAIL = "uq_member_email";

    private final MemberRepository members;
    private final Passwords passwords;
    private final DerivedSecrets secrets;
    private final Clock clock;
    private final String address;

    Invitations(
            MemberRepository members,
            Passwords passwords,
            DerivedSecrets secrets,
            Clock clock,
            PublicUrlConfig config) {
        this.members = members;
        this.passwords = passwords;
        this.secrets = secrets;
        this.clock = clock;
        this.address = config.link("/admin/#invitation=");
    }

    /**
     * The first admin of a new organisation. Fails with 422 {@code invalid-value} or 409 {@code
     * email-taken}.
     */
    public Uni<Invitation> inviteAdmin(UUID organizationId, String email, String name) {
        return invite(
                new MemberRequest(email, name, "admin", true, null, null).toMember(organizationId));
    }

    /**
     * As it is answered, with its link.
     *
     * @throws IllegalStateException when the key of its seed has left the key ring
     */
    public InvitationView view(Invitation invitation) {
        return new InvitationView(
                invitation.id(),
                invitation.email(),
                invitation.name(),
                invitation.role(),
                invitation.active(),
                address + secrets.secret(PURPOSE, invitation.id(), invitation.seed()),
                invitation.expiresAt());
    }

    /** Stores a new member, who has a password nobody knows until they choose one. */
    Uni<Invitation> invite(MemberEntity member) {
        return passwords
                .hash(RandomSecret.next())
                .invoke(hash -> member.passwordHash = hash)
                .chain(() -> members.count("email", member.email))
                .chain(
                        taken -> {
                            if (taken > 0) {
                                throw MemberRejection.EMAIL_TAKEN.exception();
                            }
                            Invitation invitation = renew(member);
                            return members.persistAndFlush(member).replaceWith(invitation);
                        })
                .onFailure(Invitations::isTakenEmail)
                .transform(e -> MemberRejection.EMAIL_TAKEN.exception());
    }

    /** Opens an invitation of an existing member; an earlier one is good for nothing then. */
    Invitation renew(MemberEntity member) {
        Seed seed = secrets.newSeed();
        Instant expiresAt = clock.instant().plus(LIFE);
        member.invitationHash = RandomSecret.hash(secrets.secret(PURPOSE, member.id, seed));
        member.invitationExpiresAt = expiresAt;
        return new Invitation(
                member.id, member.email, member.name, member.role, member.active, seed, expiresAt);
    }

    /** Two organisations may invite one address at once; then the database decides. */
    private static boolean isTakenEmail(Throwable failure) {
        return failure instanceof PersistenceException
                && String.valueOf(failure.getMessage()).contains(UNIQUE_EMAIL);
    }
}
