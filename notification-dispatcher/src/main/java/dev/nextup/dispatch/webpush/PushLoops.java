package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.PushLoop.Prepared;
import dev.nextup.endpoint.EndpointRules;
import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Brings a request to where it may go. The configuration is checked at start. */
@Startup
@Singleton
class PushLoops {

    /** More would only compete for the cores that encrypt. */
    private static final int MOST_LOOPS = 4;

    private final PushAddresses addresses;
    private final Duration patience;
    private final List<PushLoop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    @Inject
    PushLoops(PushConfig config, Clock clock, Vertx vertx) {
        this(
                config.caFile(),
                new PushAddresses(
                        HostLookup.ofThisMachine(),
                        DialRules.of(
                                new EndpointRules(config.allowedHosts(), config.allowLoopback())),
                        clock,
                        Patience.USUAL.lookup(),
                        vertx),
                Patience.USUAL,
                vertx);
    }

    PushLoops(Optional<Path> caFile, PushAddresses addresses, Patience patience, Vertx vertx) {
        this.addresses = addresses;
        this.patience = patience.whole();
        HttpClientOptions tls = new HttpClientOptions();
        caFile.map(PushTrust::withFile).ifPresent(tls::setTrustOptions);
        int count = Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
        loops =
                IntStream.range(0, count)
                        .mapToObj(i -> new PushLoop(vertx, new HttpClientOptions(tls), patience))
                        .toList();
    }

    /** The most that a request gets, from the lookup on. */
    Duration patience() {
        return patience;
    }

    /**
     * Looks the host up, connects to what it was told and has checked, prepares the request, sends
     * it. Fails when there is no answer within {@code limit}, or with {@link
     * RefusedEndpointException}.
     */
    Future<PushAnswer> post(PushEndpoint endpoint, Duration limit, Callable<Prepared> preparation) {
        PushLoop loop = loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
        return addresses
                .of(endpoint)
                .compose(
                        address ->
                                loop.post(endpoint, address, limit, preparation)
                                        .onFailure(e -> noteFailure(endpoint, address, e)));
    }

    private void noteFailure(PushEndpoint endpoint, InetAddress address, Throwable failure) {
        if (failure instanceof ConnectException) {
            addresses.failed(endpoint, address);
        }
    }
}
