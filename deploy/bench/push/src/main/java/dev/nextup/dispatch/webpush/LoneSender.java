package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.crypto.ContentEncoders;
import dev.nextup.dispatch.webpush.crypto.Padding;
import dev.nextup.dispatch.webpush.crypto.SubscriptionKeys;
import dev.nextup.dispatch.webpush.crypto.VapidSigner;
import dev.nextup.dispatch.webpush.crypto.VapidSubject;
import dev.nextup.endpoint.EndpointRules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The dispatcher's sender without the dispatcher around it, to compare with other libraries. */
public final class LoneSender implements AutoCloseable {

    private static final Duration MATTERS = Duration.ofMinutes(5);
    private static final PushTopic TOPIC = new PushTopic("bench");

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();
    private final PushSender sender;
    private final String keyId;

    /**
     * @param keySet file with the VAPID keys
     * @param authorities trusted besides the platform's, PEM
     */
    public LoneSender(Path keySet, String subject, Path authorities) {
        LiveKeyRing keys = new LiveKeyRing(keySet, new SimpleMeterRegistry());
        keyId = keys.current().newest().id();
        EndpointRules rules = new EndpointRules(Set.of(), true);
        PushAddresses addresses =
                new PushAddresses(
                        HostLookup.ofThisMachine(),
                        DialRules.of(rules),
                        clock,
                        Patience.USUAL.lookup(),
                        vertx);
        sender =
                new PushSender(
                        keys,
                        new VapidSigner(new VapidSubject(subject), clock),
                        ContentEncoders.AUTO.create(new SecureRandom(), Padding.BUCKETS, Map.of()),
                        new PushLoops(Optional.of(authorities), addresses, Patience.USUAL, vertx),
                        clock);
    }

    /** From a subscription as stored. */
    public Future<PushOutcome> send(String endpoint, String p256dh, String auth, byte[] message) {
        return sender.send(
                        new PushMessage(
                                new PushEndpoint(endpoint),
                                SubscriptionKeys.fromBase64Url(p256dh, auth),
                                keyId,
                                PushPayload.of(message),
                                clock.instant().plus(MATTERS),
                                Urgency.HIGH,
                                TOPIC))
                .map(PushReply::outcome);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
