package dev.nextup.dispatch.webpush;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks DNS. Blocks. */
@FunctionalInterface
interface HostLookup {

    /** All addresses of a host, in the order they should be tried. */
    List<InetAddress> all(String host) throws UnknownHostException;

    /** As this machine is configured. */
    static HostLookup ofThisMachine() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
