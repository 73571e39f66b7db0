package dev.nextup.dispatch.webpush;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a push service's name, checks all of its addresses and says which one to connect to. The
 * connection is made to that very address, so that nobody can put another one between the check and
 * the connection. TLS still asks for the name.
 *
 * <p>Answers are kept for half a minute and asked for once, however many wait. The same address is
 * used while DNS names it, so that its connection is; after a failed connection it is the next
 * one's turn.
 */
final class PushAddresses {

    static final Duration KEPT = Duration.ofSeconds(30);

    /** Push services have few names; the limit keeps whoever invents some from filling memory. */
    private static final int MOST = 1_024;

    /** More names than this are never asked for at once, unless somebody plays games. */
    private static final int THREADS = 4;

    private final HostLookup lookup;
    private final DialRules rules;
    private final Clock clock;
    private final Duration patience;
    private final WorkerExecutor threads;
    private final Map<String, Name> names = new ConcurrentHashMap<>();

    PushAddresses(HostLookup lookup, DialRules rules, Clock clock, Duration patience, Vertx vertx) {
        this.lookup = lookup;
        this.rules = rules;
        this.clock = clock;
        this.patience = patience;
        threads = vertx.createSharedWorkerExecutor("nextup-push-lookup", THREADS);
    }

    /**
     * Fails with {@link RefusedEndpointException}, {@link java.net.UnknownHostException} or {@link
     * java.util.concurrent.TimeoutException}.
     */
    Future<InetAddress> of(PushEndpoint endpoint) {
        try {
            rules.checkName(endpoint);
        } catch (RefusedEndpointException e) {
            return Future.failedFuture(e);
        }
        Name name = names.computeIfAbsent(roomFor(endpoint.origin().host()), host -> new Name());
        return name.addresses(endpoint)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .map(name::chosen);
    }

    /** No connection could be made: the next attempt gets another address, if there is one. */
    void failed(PushEndpoint endpoint, InetAddress address) {
        Name name = names.get(endpoint.origin().host());
        if (name != null) {
            name.failed(address);
        }
    }

    private String roomFor(String host) {
        if (names.size() >= MOST) {
            names.clear();
        }
        return host;
    }

    private Future<List<InetAddress>> ask(PushEndpoint endpoint) {
        return threads.executeBlocking(
                () -> {
                    List<InetAddress> all = lookup.all(endpoint.origin().host());
                    rules.checkAddresses(endpoint, all);
                    return all;
                },
                false);
    }

    /** What DNS said of one name, and which address is in use. */
    private final class Name {

        private Future<List<InetAddress>> addresses = Future.failedFuture("not asked yet");
        private Instant asked = Instant.MIN;
        private @Nullable InetAddress current;

        synchronized Future<List<InetAddress>> addresses(PushEndpoint endpoint) {
            Instant now = clock.instant();
            boolean fresh = !now.isBefore(asked) && now.isBefore(asked.plus(KEPT));
            if (addresses.failed() || !fresh) {
                addresses = ask(endpoint);
                asked = now;
            }
            return addresses;
        }

        synchronized InetAddress chosen(List<InetAddress> all) {
            InetAddress chosen = current != null && all.contains(current) ? current : all.get(0);
            current = chosen;
            return chosen;
        }

        synchronized void failed(InetAddress address) {
            List<InetAddress> all = addresses.succeeded() ? addresses.result() : List.of();
            if (address.equals(current) && !all.isEmpty()) {
                current = all.get((all.indexOf(address) + 1) % all.size());
            }
        }
    }
}
