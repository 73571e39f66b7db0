package dev.nextup.ticket.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Makes the codes by which tickets come onto a device: {@linkplain DerivedSecrets derived secrets},
 * of which the database keeps a hash only.
 */
@ApplicationScoped
public class ClaimCodes {

    private static final String PURPOSE = "nextup ticket claim";

    private final DerivedSecrets secrets;
    private final String address;

    ClaimCodes(DerivedSecrets secrets, PublicUrlConfig config) {
        this.secrets = secrets;
        this.address = config.link("/?claim=");
    }

    /** For a new code; an earlier one of the ticket has another. */
    public Seed newSeed() {
        return secrets.newSeed();
    }

    /**
     * The link that claims the ticket; a secret, as the code in it.
     *
     * @throws IllegalStateException when the key of the seed has left the key ring
     */
    public String url(UUID ticketId, Seed seed) {
        return address + code(ticketId, seed);
    }

    /** As {@link #hash} of the code in {@link #url}. */
    public String hash(UUID ticketId, Seed seed) {
        return hash(code(ticketId, seed));
    }

    /** What is stored of a code. */
    public static String hash(String code) {
        return RandomSecret.hash(code);
    }

    private String code(UUID ticketId, Seed seed) {
        return secrets.secret(PURPOSE, ticketId, seed);
    }
}
