package dev.nextup.dispatch.acknowledgement;

import dev.nextup.http.ClientAddresses;
import dev.nextup.http.TooManyRequests;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How many acknowledgements one address may send per minute, counted by each replica for itself. It
 * keeps a script from making us check signatures all day. Minutes are counted from the first
 * request after the last ended, for all addresses at once, so that forgetting costs nothing.
 */
@Singleton
class AckLimit {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Some megabytes; whoever comes from more addresses than this is not stopped by counting. */
    private static final int MOST_ADDRESSES = 50_000;

    private final int most;
    private final ClientAddresses clients;
    private final Clock clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private Instant end = Instant.MIN;

    AckLimit(AckConfig config, ClientAddresses clients, Clock clock) {
        most = config.perAddressPerMinute();
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Counts the request in hand.
     *
     * @throws dev.nextup.problem.RejectedException 429 {@code too-many-acknowledgements}
     */
    void check() {
        if (most > 0) {
            count(clients.current(), clock.instant());
        }
    }

    private synchronized void count(String address, Instant now) {
        if (!now.isBefore(end) || counts.size() >= MOST_ADDRESSES) {
            counts.clear();
            end = now.plus(MINUTE);
        }
        if (counts.merge(address, 1, Integer::sum) > most) {
            throw TooManyRequests.of(
                    "too-many-acknowledgements",
                    "Too many acknowledgements from this address",
                    "Many people behind one address can meet this limit. Try again after Retry-After.",
                    Duration.between(now, end));
        }
    }
}
