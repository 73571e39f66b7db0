package dev.nextup.subscription.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what identifies a person is kept. */
@ConfigMapping(prefix = "nextup.retention")
interface RetentionConfig {

    /**
     * After a ticket's end. An hour by default: the closing notice is told within minutes, and an
     * undo is possible for ten.
     */
    @WithDefault("PT1H")
    Duration afterEnd();
}
