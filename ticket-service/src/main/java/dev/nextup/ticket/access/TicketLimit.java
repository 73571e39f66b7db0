package dev.nextup.ticket.access;

import dev.nextup.http.ClientAddresses;
import dev.nextup.http.TooManyRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many tickets one address may take per minute. It keeps a script from filling a queue; a whole
 * lobby behind one address must get through. Each replica counts for itself: with n replicas up to
 * n times as many pass, which still stops a script and costs a customer no database access.
 */
@ApplicationScoped
public class TicketLimit {

    private final int perMinute;
    private final AddressWindows windows;
    private final ClientAddresses clients;
    private final Clock clock;

    /**
     * @param perMinute NEXTUP_TICKETS_PER_ADDRESS_PER_MINUTE; 0 switches the limit off
     */
    TicketLimit(
            @ConfigProperty(name = "nextup.tickets-per-address-per-minute", defaultValue = "120")
                    int perMinute,
            ClientAddresses clients,
            Clock clock) {
        this.perMinute = perMinute;
        this.windows = new AddressWindows(perMinute);
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Counts the request in hand.
     *
     * @throws dev.nextup.problem.RejectedException 429 {@code too-many-tickets}
     */
    public void check() {
        if (perMinute > 0) {
            windows.count(clients.current(), clock.instant())
                    .ifPresent(
                            rest -> {
                                throw TooManyRequests.of(
                                        "too-many-tickets",
                                        "Too many tickets from this address",
                                        "Many people behind one address can meet this limit. Try again after Retry-After.",
                                        rest);
                            });
        }
    }
}
