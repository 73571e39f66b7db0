package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.PushLoop.Prepared;
import dev.nextup.dispatch.webpush.PushOutcome.Expired;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.dispatch.webpush.crypto.ContentEncoder;
import dev.nextup.dispatch.webpush.crypto.Padding;
import dev.nextup.dispatch.webpush.crypto.VapidKey;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.dispatch.webpush.crypto.VapidSigner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;

/** Encrypts, signs and posts one message (RFC 8030, 8291, 8292). Never fails: see the outcome. */
@Singleton
public class PushSender {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** More would only compete for the cores that encrypt. */
    private static final int MOST_LOOPS = 4;

    private final VapidKeyRing keys;
    private final VapidSigner signer;
    private final ContentEncoder encoder;
    private final Clock clock;
    private final boolean allowLoopback;
    private final List<PushLoop> loops;
    private final AtomicInteger turn = new AtomicInteger();

    PushSender(VapidKeyRing keys, VapidSigner signer, PushConfig config, Clock clock, Vertx vertx) {
        this.keys = keys;
        this.signer = signer;
        this.clock = clock;
        allowLoopback = config.allowLoopback();
        encoder = config.encoder().create(new SecureRandom(), Padding.BUCKETS, System.getenv());
        HttpClientOptions tls = new HttpClientOptions();
        config.caFile().map(PushTrust::withFile).ifPresent(tls::setTrustOptions);
        int count = Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors());
        loops =
                IntStream.range(0, count)
                        .mapToObj(i -> new PushLoop(vertx, new HttpClientOptions(tls)))
                        .toList();
    }

    /** From any thread. Completes on an event loop within {@link PushLoop#PATIENCE}. */
    public Future<PushOutcome> send(PushMessage message) {
        Optional<VapidKey> key = keys.find(message.keyId());
        if (key.isEmpty()) {
            return Future.succeededFuture(new StaleKey(null));
        }
        if (LOOPBACK.contains(message.endpoint().origin().host()) && !allowLoopback) {
            return Future.succeededFuture(new Rejected(null, "endpoint-not-allowed"));
        }
        Optional<Ttl> ttl = Ttl.until(message.deadline(), clock.instant());
        if (ttl.isEmpty()) {
            return Future.succeededFuture(new Expired());
        }
        PushLoop loop = loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
        return loop.post(message.endpoint(), () -> prepare(message, key.get(), ttl.get()))
                .map(answer -> answer.outcome(clock.instant()))
                .otherwise(PushSender::withoutAnswer);
    }

    private Prepared prepare(PushMessage message, VapidKey key, Ttl ttl) {
        byte[] body = encoder.encode(message.payload(), message.keys());
        Map<String, String> headers =
                Map.of(
                        "TTL", ttl.headerValue(),
                        "Urgency", message.urgency().headerValue(),
                        "Topic", message.topic().value(),
                        "Content-Type", "application/octet-stream",
                        "Content-Encoding", ContentEncoder.CONTENT_ENCODING,
                        "Authorization",
                                signer.authorization(key, message.endpoint().origin())
                                        .headerValue());
        return new Prepared(headers, Buffer.buffer(body));
    }

    /** Names what kind of failure it was; the exception's own words may quote an address. */
    private static PushOutcome withoutAnswer(Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            return new Rejected(null, "not-encodable");
        }
        if (failure instanceof TimeoutException) {
            return new TryLater(null, "timeout", null);
        }
        if (failure instanceof UnknownHostException) {
            return new TryLater(null, "unknown-host", null);
        }
        if (failure instanceof SSLException) {
            return new TryLater(null, "tls", null);
        }
        return new TryLater(null, "connection", null);
    }
}
