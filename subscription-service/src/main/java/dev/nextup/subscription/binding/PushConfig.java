package dev.nextup.subscription.binding;

import dev.nextup.endpoint.EndpointRules;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Which push services we send to. */
@ConfigMapping(prefix = "nextup.push")
interface PushConfig {

    /**
     * Host names, comma-separated; each allows itself and all names below it. Defaults to the push
     * services of the known browsers, since the endpoint is the user's input and we send requests
     * to it.
     */
    @WithDefault(EndpointRules.KNOWN_PUSH_SERVICES)
    Set<String> allowedHosts();

    /**
     * Whether {@code localhost}, {@code 127.0.0.1} and {@code [::1]} are allowed too, with http or
     * https, on any port. Off by default: for the local run and tests only.
     */
    @WithDefault("false")
    boolean allowLoopback();

    /**
     * Name server that is asked for the addresses of push services, {@code address:port}. The
     * machine's own by default, as in {@code /etc/resolv.conf}.
     */
    Optional<String> nameServer();
}
