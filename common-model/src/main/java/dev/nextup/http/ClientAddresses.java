package dev.nextup.http;

import io.netty.util.NetUtil;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, for limits. The address of the connection counts, unless it is a
 * trusted proxy's: then the last hop of {@code X-Forwarded-For} that is none. What stands to its
 * left was said by the client and is not believed.
 */
@Startup // an unusable list is told at start, not at the first request
@Singleton
public class ClientAddresses {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** Who has one IPv6 address has all of its /64. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<IpRange> trusted;
    private final CurrentVertxRequest current;

    /**
     * @param proxies NEXTUP_TRUSTED_PROXIES: addresses and CIDR blocks; none by default, so that
     *     nobody is believed about others
     * @throws IllegalArgumentException when one is neither
     */
    ClientAddresses(
            @ConfigProperty(name = "nextup.trusted-proxies") Optional<List<String>> proxies,
            CurrentVertxRequest current) {
        this.trusted = proxies.orElse(List.of()).stream().map(IpRange::of).toList();
        this.current = current;
    }

    /**
     * The client of the request in hand, as limits count it: an IPv4 address, or the /64 network of
     * an IPv6 address. Personal data: not for logs.
     */
    public String current() {
        HttpServerRequest request = current.getCurrent().request();
        String socket = request.remoteAddress().hostAddress();
        return client(
                socket == null ? "" : socket,
                String.join(",", request.headers().getAll(FORWARDED_FOR)));
    }

    /**
     * @param forwardedFor all lines of the header in order, joined by comma; empty for none
     */
    String client(String socket, String forwardedFor) {
        byte[] nearest = IpRange.bytes(socket);
        if (nearest == null) {
            return socket;
        }
        String[] hops = forwardedFor.split(",", -1);
        for (int i = hops.length - 1; i >= 0 && isTrusted(nearest); i--) {
            byte[] hop = IpRange.bytes(withoutPort(hops[i].strip()));
            if (hop == null) {
                break;
            }
            nearest = hop;
        }
        return asCounted(nearest);
    }

    private boolean isTrusted(byte @Nullable [] address) {
        return address != null && trusted.stream().anyMatch(range -> range.contains(address));
    }

    /** Some proxies write {@code 192.0.2.1:4711} or {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end < 0 ? hop : hop.substring(1, end);
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    private static String asCounted(byte[] address) {
        if (address.length == 4) {
            return NetUtil.bytesToIpAddress(address);
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address, IPV6_NETWORK_BYTES), address.length);
        return NetUtil.bytesToIpAddress(network) + "/64";
    }
}
