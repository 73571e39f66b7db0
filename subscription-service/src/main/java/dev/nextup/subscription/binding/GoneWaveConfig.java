package dev.nextup.subscription.binding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a push service ends so many subscriptions at once that it is not believed. */
@ConfigMapping(prefix = "nextup.gone-wave")
interface GoneWaveConfig {

    /**
     * Above this share of all subscriptions of a push service its word is held back; above 0, and 1
     * to believe everything. People wait for an hour or two, and hardly any of them turn
     * notifications off meanwhile.
     */
    @WithDefault("0.2")
    double share();

    /** Within which the ended ones are counted. */
    @WithDefault("PT10M")
    Duration window();

    /** Distinct subscriptions that must be reported at least: a few out of a few are no wave. */
    @WithDefault("10")
    int least();

    /**
     * Distinct networks that they must come from at least, or all networks there are, if those are
     * fewer: one person with many tickets is no wave.
     */
    @WithDefault("3")
    int networks();
}
