package dev.nextup.ticket.board;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How streams are kept alive. */
@ConfigMapping(prefix = "nextup.live")
interface LiveConfig {

    /**
     * The longest silence on a stream: a comment is sent at two thirds of it, so that it holds
     * under load too. Fifteen seconds is what clients are promised; shorter only for tests.
     */
    @WithDefault("15S")
    Duration silence();
}
