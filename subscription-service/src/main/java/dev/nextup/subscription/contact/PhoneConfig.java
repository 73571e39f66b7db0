package dev.nextup.subscription.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Whose phone numbers are taken, how many, and what they are encrypted with. */
@ConfigMapping(prefix = "nextup.phone")
interface PhoneConfig {

    /**
     * JSON Web Key Set (RFC 7517) of {@code oct} keys of 32 octets, newest first, each with {@code
     * kid}. Without it no number is stored, and answers say so.
     */
    Optional<Path> keyFile();

    /** ISO 3166 codes, comma-separated; all countries by default. */
    Optional<Set<String>> countries();

    /** ISO 3166 code of the country whose national numbers are understood; none by default. */
    Optional<String> defaultRegion();

    /**
     * Tickets that may name one number on one day (UTC); 0 for no limit. A family shares a phone.
     */
    @WithDefault("10")
    int ticketsPerNumberPerDay();

    /** Numbers that one ticket may name on one day (UTC); 0 for no limit. People mistype. */
    @WithDefault("5")
    int numbersPerTicketPerDay();

    /** Numbers taken for one organisation on one day (UTC); 0 for no limit: each may cost money. */
    @WithDefault("2000")
    int numbersPerOrganizationPerDay();
}
