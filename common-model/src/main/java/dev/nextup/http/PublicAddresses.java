package dev.nextup.http;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses of the internet from those a stranger must not make us connect to: this machine,
 * the private network, a cloud's metadata service, and IPv6 addresses that carry an IPv4 address
 * and lead to it by translation. A name is public only if each of its addresses is.
 */
public final class PublicAddresses {

    private static final List<IpRange> OTHERS =
            Stream.of(
                            // IPv4, RFC 6890: "this network", private, shared, loopback, link-local
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            // protocol assignments, documentation, 6to4 relays, private, benchmarks
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            // multicast, reserved, broadcast
                            "224.0.0.0/4",
                            "240.0.0.0/4",
                            // IPv6: unspecified, loopback and IPv4-compatible; NAT64; discard
                            "::/96",
                            "64:ff9b::/96",
                            "64:ff9b:1::/48",
                            "100::/64",
                            // Teredo, documentation, 6to4
                            "2001::/32",
                            "2001:db8::/32",
                            "2002::/16",
                            // unique local, link-local, site-local, multicast
                            "fc00::/7",
                            "fe80::/10",
                            "fec0::/10",
                            "ff00::/8")
                    .map(IpRange::of)
                    .toList();

    private PublicAddresses() {}

    /** IPv4 within IPv6 ({@code ::ffff:10.0.0.1}) counts as the IPv4 address. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = IpRange.unmapped(address.getAddress());
        return OTHERS.stream().noneMatch(range -> range.contains(bytes));
    }
}
