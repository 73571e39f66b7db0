package dev.nextup.dispatch.webpush;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** The secret all replicas share. */
@ConfigMapping(prefix = "nextup.ack")
interface TopicKeyConfig {

    /**
     * File with at least 32 random octets. What is made with it (topics of Web Push) must be the
     * same on every replica, or a repeat would not replace the first. No default.
     */
    Path keyFile();
}
