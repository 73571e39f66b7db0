package dev.nextup.ticket.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When customers are told that it is almost their turn. */
@ConfigMapping(prefix = "nextup.almost-turn")
interface ApproachConfig {

    /**
     * Tickets, at least 0: told when at most so many are ahead, where the service has no number of
     * its own. Three is time to come back from the café and not yet time to stand about.
     */
    @WithDefault("3")
    int ahead();
}
