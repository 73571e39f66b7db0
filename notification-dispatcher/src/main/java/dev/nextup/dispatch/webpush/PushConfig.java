package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.crypto.ContentEncoders;
import dev.nextup.endpoint.EndpointRules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** How push services are reached. */
@ConfigMapping(prefix = "nextup.push")
interface PushConfig {

    /**
     * Host names, comma-separated; each allows itself and all names below it. Defaults to the push
     * services of the known browsers, since the endpoint is somebody's input and we send requests
     * to it. The same list as subscription-service's: what is taken there is refused here
     * otherwise.
     */
    @WithDefault(EndpointRules.KNOWN_PUSH_SERVICES)
    Set<String> allowedHosts();

    /**
     * Whether {@code localhost}, {@code 127.0.0.1} and {@code [::1]} may be dialled, with http or
     * https, on any port. Off by default: for the local run and tests only.
     */
    @WithDefault("false")
    boolean allowLoopback();

    /**
     * File with certificates (PEM) of authorities trusted besides the Java platform's, for push
     * services of one's own. None by default.
     */
    Optional<Path> caFile();

    /**
     * Who encrypts. {@code auto}: {@code corretto} where its native code loads and passes its test
     * at start, {@code bouncycastle} everywhere else. {@code corretto} by name does not start
     * without it. {@code reference} is the library web-push, to compare with or to fall back to.
     */
    @WithDefault("auto")
    ContentEncoders encoder();
}
