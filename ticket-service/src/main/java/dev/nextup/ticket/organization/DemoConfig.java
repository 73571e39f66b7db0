package dev.nextup.ticket.organization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether this instance is for trying out. */
@ConfigMapping(prefix = "nextup")
interface DemoConfig {

    /**
     * Creates the organisation `demo` with publicly known passwords at start. Never in production.
     */
    @WithDefault("false")
    boolean demo();
}
