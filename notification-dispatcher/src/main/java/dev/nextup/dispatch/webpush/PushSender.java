package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.PushLoop.Prepared;
import dev.nextup.dispatch.webpush.PushOutcome.Expired;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.dispatch.webpush.crypto.ContentEncoder;
import dev.nextup.dispatch.webpush.crypto.VapidKey;
import dev.nextup.dispatch.webpush.crypto.VapidSigner;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/** Encrypts, signs and posts one message (RFC 8030, 8291, 8292). Never fails: see the reply. */
@Singleton
public class PushSender {

    private static final Logger LOG = Logger.getLogger(PushSender.class);

    private final LiveKeyRing keys;
    private final VapidSigner signer;
    private final ContentEncoder encoder;
    private final PushLoops loops;
    private final Clock clock;

    PushSender(
            LiveKeyRing keys,
            VapidSigner signer,
            ContentEncoder encoder,
            PushLoops loops,
            Clock clock) {
        this.keys = keys;
        this.signer = signer;
        this.encoder = encoder;
        this.loops = loops;
        this.clock = clock;
    }

    /** From any thread. Completes on an event loop within {@link Patience}'s limits. */
    public Future<PushReply> send(PushMessage message) {
        Optional<VapidKey> key = keys.current().find(message.keyId());
        if (key.isEmpty()) {
            return Future.succeededFuture(PushReply.of(new StaleKey(null)));
        }
        long start = System.nanoTime();
        byte[] full = message.payload().full();
        return post(message, key.get(), full, loops.patience())
                .compose(
                        reply ->
                                isTooLarge(reply) && message.payload().canBeShortened()
                                        ? shorter(message, key.get(), start)
                                        : Future.succeededFuture(reply));
    }

    /** Once, and within the time that the attempt has. */
    private Future<PushReply> shorter(PushMessage message, VapidKey key, long start) {
        Duration left = loops.patience().minusNanos(System.nanoTime() - start);
        return left.toMillis() < 1
                ? Future.succeededFuture(PushReply.of(new TryLater(null, "timeout", null)))
                : post(message, key, message.payload().brief().get(), left);
    }

    private Future<PushReply> post(
            PushMessage message, VapidKey key, byte[] payload, Duration limit) {
        Optional<Ttl> ttl = Ttl.until(message.deadline(), clock.instant());
        if (ttl.isEmpty()) {
            return Future.succeededFuture(PushReply.of(new Expired()));
        }
        return loops.post(
                        message.endpoint(), limit, () -> prepare(message, key, payload, ttl.get()))
                .onSuccess(answer -> noteTtl(message, ttl.get(), answer))
                .map(answer -> answer.reply(clock.instant()))
                .otherwise(failure -> PushReply.of(withoutAnswer(failure)));
    }

    private static boolean isTooLarge(PushReply reply) {
        return Objects.equals(reply.outcome().httpStatus(), PushAnswer.TOO_LARGE);
    }

    /** A phone that is off for longer will not hear of it (RFC 8030 section 5.2). */
    private static void noteTtl(PushMessage message, Ttl asked, PushAnswer answer) {
        if (answer.keepsLessThan(asked)) {
            LOG.infof(
                    "message is kept for less than asked: pushService=%s ttl=%s asked=%s",
                    message.endpoint().origin(), answer.ttl(), asked.headerValue());
        }
    }

    private Prepared prepare(PushMessage message, VapidKey key, byte[] payload, Ttl ttl) {
        byte[] body = encoder.encode(payload, message.keys());
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
    static PushOutcome withoutAnswer(Throwable failure) {
        if (failure instanceof RefusedEndpointException refused) {
            return new Rejected(null, refused.code());
        }
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
