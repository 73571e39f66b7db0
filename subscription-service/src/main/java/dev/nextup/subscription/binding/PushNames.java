package dev.nextup.subscription.binding;

import dev.nextup.http.PublicAddresses;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.resolver.dns.DnsErrorCauseException;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Where the names of push services lead. A name on the list may have been pointed at this network;
 * so every address of it must be public, now and (the dispatcher's part) when it is dialled.
 *
 * <p>When no name server answers, the name passes: it is on the operator's list, the dispatcher
 * checks again before it sends anything, and nobody must be turned away because of an outage of
 * ours. That a name does not exist, or has no address, is an answer, and a refusal.
 */
@Singleton
class PushNames {

    private static final Logger LOG = Logger.getLogger(PushNames.class);

    /** For one question to one server; a resolver in the same data centre needs milliseconds. */
    private static final long QUERY_MILLIS = 1_000;

    /** For all questions about one name: longer than this nobody waits to subscribe. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private enum Finding {
        PUBLIC,
        PRIVATE,
        UNKNOWN,
        UNANSWERED
    }

    private final NioEventLoopGroup loop =
            new NioEventLoopGroup(1, new DefaultThreadFactory("push-names", true));
    private final DnsNameResolver resolver;
    private final MeterRegistry registry;

    PushNames(PushConfig config, MeterRegistry registry) {
        this.registry = registry;
        this.resolver = resolver(config.nameServer());
    }

    /** Fails with 422 {@code endpoint-not-allowed}; continues on the caller's context. */
    Uni<Void> mustBePublic(String host) {
        Context context = Vertx.currentContext();
        Uni<Finding> found = find(host);
        return (context == null
                        ? found
                        : found.emitOn(task -> context.runOnContext(ignored -> task.run())))
                .invoke(this::judge)
                .replaceWithVoid();
    }

    @PreDestroy
    void close() {
        resolver.close();
        // Daemon threads: nobody waits for it.
        var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private Uni<Finding> find(String host) {
        return Uni.createFrom()
                .<List<InetAddress>>emitter(emitter -> resolve(host, emitter))
                .map(PushNames::ofAddresses)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(Finding.UNANSWERED)
                .onFailure()
                .recoverWithItem(PushNames::ofFailure);
    }

    private void resolve(String host, UniEmitter<? super List<InetAddress>> emitter) {
        resolver.resolveAll(host)
                .addListener(
                        (Future<List<InetAddress>> done) -> {
                            if (done.isSuccess()) {
                                emitter.complete(done.getNow());
                            } else {
                                emitter.fail(done.cause());
                            }
                        });
    }

    private static Finding ofAddresses(List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return Finding.UNKNOWN;
        }
        return addresses.stream().allMatch(PublicAddresses::isPublic)
                ? Finding.PUBLIC
                : Finding.PRIVATE;
    }

    /** Only a server's word that there is no such name, or no such record, is an answer. */
    private static Finding ofFailure(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean answered =
                failure instanceof UnknownHostException
                        && (cause == null
                                || (cause instanceof DnsErrorCauseException error
                                        && error.getCode().equals(DnsResponseCode.NXDOMAIN)));
        return answered ? Finding.UNKNOWN : Finding.UNANSWERED;
    }

    private void judge(Finding finding) {
        registry.counter("nextup.push.names", "outcome", finding.name().toLowerCase(Locale.ROOT))
                .increment();
        switch (finding) {
            case PUBLIC -> {}
            case UNANSWERED -> LOG.warn("no name server answers: a push service was not checked");
            case UNKNOWN ->
                    throw SubscriptionRejection.ENDPOINT_NOT_ALLOWED.because(
                            "unknown-host", "The name of the endpoint's host has no address.");
            case PRIVATE ->
                    throw SubscriptionRejection.ENDPOINT_NOT_ALLOWED.because(
                            "private-address",
                            "The endpoint's host leads to an address that is not public.");
        }
    }

    private DnsNameResolver resolver(Optional<String> nameServer) {
        DnsNameResolverBuilder builder =
                new DnsNameResolverBuilder(loop.next())
                        .datagramChannelType(NioDatagramChannel.class)
                        .socketChannelType(NioSocketChannel.class)
                        .queryTimeoutMillis(QUERY_MILLIS)
                        .completeOncePreferredResolved(false)
                        // Push services have full names: the search list of a cluster is not asked.
                        .searchDomains(List.of())
                        .ndots(1);
        nameServer
                .map(PushNames::serverAddress)
                .map(SingletonDnsServerAddressStreamProvider::new)
                .ifPresent(builder::nameServerProvider);
        return builder.build();
    }

    private static InetSocketAddress serverAddress(String text) {
        URI uri = URI.create("dns://" + text);
        if (uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalStateException(
                    "NEXTUP_PUSH_NAME_SERVER must be address:port, as in 10.0.0.2:53");
        }
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }
}
