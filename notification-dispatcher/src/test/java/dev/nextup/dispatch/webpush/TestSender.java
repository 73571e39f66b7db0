package dev.nextup.dispatch.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.webpush.crypto.ContentEncoders;
import dev.nextup.dispatch.webpush.crypto.Padding;
import dev.nextup.dispatch.webpush.crypto.SubscriptionKeys;
import dev.nextup.dispatch.webpush.crypto.TestKeyRing;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.dispatch.webpush.crypto.VapidSigner;
import dev.nextup.dispatch.webpush.crypto.VapidSubject;
import dev.nextup.endpoint.EndpointRules;
import dev.nextup.local.push.TestCertificate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A sender as the service makes it, with what a test wants to be different. */
record TestSender(
        Vertx vertx,
        ContentEncoders encoder,
        DialRules rules,
        HostLookup lookup,
        Optional<Path> caFile,
        Patience patience,
        Clock clock) {

    static final LiveKeyRing KEYS = live(TestKeyRing.json("2026-11"));
    static final VapidKeyRing RING = KEYS.current();
    static final TestCertificate CERTIFICATE =
            TestCertificate.in(Path.of("target/dial-certificate"));

    /** Short, so that a test of what takes too long takes a second. */
    static final Patience SHORT =
            new Patience(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(300),
                    Duration.ofMillis(2_000),
                    Duration.ofMillis(300));

    /** Trusts the test certificate, may dial this machine. */
    static TestSender on(Vertx vertx) {
        return new TestSender(
                vertx,
                ContentEncoders.BOUNCYCASTLE,
                DialRules.of(new EndpointRules(Set.of("push.example.net"), true)),
                HostLookup.ofThisMachine(),
                Optional.of(CERTIFICATE.pem()),
                Patience.USUAL,
                Clock.systemUTC());
    }

    TestSender encoder(ContentEncoders other) {
        return new TestSender(vertx, other, rules, lookup, caFile, patience, clock);
    }

    TestSender rules(DialRules other) {
        return new TestSender(vertx, encoder, other, lookup, caFile, patience, clock);
    }

    TestSender lookup(HostLookup other) {
        return new TestSender(vertx, encoder, rules, other, caFile, patience, clock);
    }

    TestSender trustingNobodyElse() {
        return new TestSender(vertx, encoder, rules, lookup, Optional.empty(), patience, clock);
    }

    TestSender impatient() {
        return patience(SHORT);
    }

    TestSender patience(Patience other) {
        return new TestSender(vertx, encoder, rules, lookup, caFile, other, clock);
    }

    TestSender clock(Clock other) {
        return new TestSender(vertx, encoder, rules, lookup, caFile, patience, other);
    }

    PushSender make() {
        return make(KEYS);
    }

    PushSender make(LiveKeyRing keys) {
        PushAddresses addresses = new PushAddresses(lookup, rules, clock, patience.lookup(), vertx);
        return new PushSender(
                keys,
                new VapidSigner(new VapidSubject("mailto:operator@nextup.test"), clock),
                encoder.create(new SecureRandom(), Padding.BUCKETS, Map.of()),
                new PushLoops(caFile, addresses, patience, vertx),
                clock);
    }

    private static LiveKeyRing live(String json) {
        try {
            Path file = Files.createTempFile(Path.of("target"), "keys-", ".json");
            file.toFile().deleteOnExit();
            return new LiveKeyRing(Files.writeString(file, json), new SimpleMeterRegistry());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PushOutcome send(PushSender sender, PushMessage message) throws Exception {
        return reply(sender, message).outcome();
    }

    static PushReply reply(PushSender sender, PushMessage message) throws Exception {
        return sender.send(message)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    PushMessage message(SimulatedBrowser browser, String text, int seconds) {
        return message(browser, PushPayload.of(text.getBytes(UTF_8)), seconds);
    }

    PushMessage message(SimulatedBrowser browser, PushPayload payload, int seconds) {
        return message(browser.endpoint(), browser.p256dh(), browser.auth(), payload, seconds);
    }

    /** With keys of nobody, for servers that do not decrypt. */
    PushMessage message(String endpoint) {
        return message(endpoint, PushPayload.of(new byte[1]));
    }

    PushMessage message(String endpoint, PushPayload payload) {
        String auth = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[16]);
        return message(endpoint, RING.newest().publicKey(), auth, payload, 60);
    }

    PushMessage message(String endpoint, String keyId) {
        return withKey(message(endpoint), keyId);
    }

    PushMessage message(SimulatedBrowser browser, String keyId) {
        return withKey(message(browser, "x", 60), keyId);
    }

    private static PushMessage withKey(PushMessage message, String keyId) {
        return new PushMessage(
                message.endpoint(),
                message.keys(),
                keyId,
                message.payload(),
                message.deadline(),
                message.urgency(),
                message.topic());
    }

    private PushMessage message(
            String endpoint, String p256dh, String auth, PushPayload payload, int seconds) {
        return new PushMessage(
                new PushEndpoint(endpoint),
                SubscriptionKeys.fromBase64Url(p256dh, auth),
                RING.newest().id(),
                payload,
                clock.instant().plusSeconds(seconds),
                Urgency.HIGH,
                new PushTopic("a-topic"));
    }
}
