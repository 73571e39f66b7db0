package dev.nextup.dispatch.webpush;

import dev.nextup.endpoint.EndpointRules;
import dev.nextup.http.PublicAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/**
 * What may be dialled. That an endpoint was accepted once says nothing about today: the list of
 * hosts may have changed, and DNS answers what it likes. So the name is judged again, and each of
 * its addresses.
 */
final class DialRules {

    private final Predicate<URI> nameable;
    private final Predicate<URI> loopback;
    private final Predicate<InetAddress> dialable;

    /**
     * @param nameable which endpoints are fine by their URL
     * @param loopback which of them mean this machine, and must lead there
     * @param dialable which addresses all others may have
     */
    DialRules(Predicate<URI> nameable, Predicate<URI> loopback, Predicate<InetAddress> dialable) {
        this.nameable = nameable;
        this.loopback = loopback;
        this.dialable = dialable;
    }

    static DialRules of(EndpointRules endpoints) {
        return new DialRules(
                endpoint -> endpoints.refusal(endpoint).isEmpty(),
                endpoints::isLoopback,
                PublicAddresses::isPublic);
    }

    /**
     * @throws RefusedEndpointException {@code endpoint-not-allowed}
     */
    void checkName(PushEndpoint endpoint) {
        if (!nameable.test(endpoint.uri())) {
            throw new RefusedEndpointException("endpoint-not-allowed");
        }
    }

    /**
     * One address that is not public condemns them all: an honest push service has none.
     *
     * @throws RefusedEndpointException {@code address-not-allowed}
     */
    void checkAddresses(PushEndpoint endpoint, List<InetAddress> addresses) {
        Predicate<InetAddress> fine =
                loopback.test(endpoint.uri()) ? InetAddress::isLoopbackAddress : dialable;
        if (!addresses.stream().allMatch(fine)) {
            throw new RefusedEndpointException("address-not-allowed");
        }
    }
}
