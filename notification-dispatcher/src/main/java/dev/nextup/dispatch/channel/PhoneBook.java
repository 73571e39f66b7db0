package dev.nextup.dispatch.channel;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Who knows the phone number of a ticket. */
interface PhoneBook {

    /**
     * E.164; empty if the holder gave none. Fails when it cannot be asked now. Not to be kept, nor
     * logged.
     */
    Uni<Optional<String>> phoneOf(UUID ticketId);
}
