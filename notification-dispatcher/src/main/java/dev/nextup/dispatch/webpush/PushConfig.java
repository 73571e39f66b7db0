package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.crypto.ContentEncoders;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How push services are reached. */
@ConfigMapping(prefix = "nextup.push")
interface PushConfig {

    /**
     * Whether {@code localhost}, {@code 127.0.0.1} and {@code [::1]} may be dialled. Off by
     * default: for the local run and tests only.
     */
    @WithDefault("false")
    boolean allowLoopback();

    /**
     * File with certificates (PEM) of authorities trusted besides the Java platform's, for push
     * services of one's own. None by default.
     */
    Optional<Path> caFile();

    /** Who encrypts: {@code bouncycastle}, or {@code reference} to compare with. */
    @WithDefault("bouncycastle")
    ContentEncoders encoder();
}
