package dev.nextup.local.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.local.push.sender.Push;
import dev.nextup.local.push.sender.TestBrowser;
import dev.nextup.local.push.sender.TestUserAgent;
import dev.nextup.local.push.sender.Vapid;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser that is closed for a while, as phones and laptops are. */
class AwayTest {

    private static final Vapid VAPID = new Vapid();

    @TempDir Path directory;

    private final SetClock clock = new SetClock();
    private final UUID channel = UUID.randomUUID();
    private PushService service;
    private TestUserAgent agent;
    private String name;
    private TestBrowser subscription;

    @BeforeEach
    void subscribe() throws Exception {
        service = PushService.start(new Settings(0, null, directory), clock);
        agent = TestUserAgent.connect(address());
        name = agent.hello("");
        subscription = agent.register(channel, VAPID.publicKey());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void whatCameMeanwhileIsToldAfterHelloInItsOrder() throws Exception {
        agent.close();
        push("one").send();
        push("two").send();

        assertThat(comeBack()).containsExactly("one", "two");
    }

    @Test
    void whatWasAcknowledgedIsNotToldAgainAndWhatWasNotIsUnderTheSameVersion() throws Exception {
        push("seen").send();
        push("unseen").send();
        agent.acknowledge(agent.next());
        JsonNode unseen = agent.next();
        agent.ping();
        agent.close();

        agent = agent.again(address());
        agent.hello(name);

        assertThat(agent.next()).isEqualTo(unseen);
        agent.ping();
    }

    @Test
    void aMessageThePageFailedOnIsNotToldAgain() throws Exception {
        push("bad").send();
        agent.say(
                "{'messageType':'nack','version':'%s','code':301}"
                        .formatted(agent.next().path("version").asText()));
        agent.ping();
        agent.close();

        assertThat(comeBack()).isEmpty();
    }

    @Test
    void aLaterMessageOfTheSameTopicTakesThePlaceOfTheEarlier() throws Exception {
        agent.close();
        push("first call").header("Topic", "ticket").send();
        push("something else").header("Topic", "other").send();
        push("second call").header("Topic", "ticket").send();

        assertThat(comeBack()).containsExactly("something else", "second call");
    }

    @Test
    void afterItsTtlNobodyIsTold() throws Exception {
        agent.close();
        push("short").header("TTL", "10").send();
        push("long").header("TTL", "60").send();

        clock.advance(Duration.ofSeconds(10));

        assertThat(comeBack()).containsExactly("long");
    }

    @Test
    void withoutAnyTtlItIsForThoseWhoAreThere() throws Exception {
        push("now").header("TTL", "0").send();
        assertThat(agent.open(agent.next())).isEqualTo("now");
        agent.close();
        push("never").header("TTL", "0").send();

        assertThat(comeBack()).isEmpty();
    }

    @Test
    void whatWaitsIsBoundedAndTheOldestGoes() throws Exception {
        agent.close();
        for (int i = 1; i <= 52; i++) {
            push("message " + i).send();
        }

        assertThat(comeBack()).hasSize(50).startsWith("message 3").endsWith("message 52");
    }

    @Test
    void everythingSurvivesARestart() throws Exception {
        UUID left = UUID.randomUUID();
        TestBrowser gone = agent.register(left, VAPID.publicKey());
        agent.say("{'messageType':'unregister','channelID':'" + left + "'}");
        agent.next();
        push("seen").send();
        agent.acknowledge(agent.next());
        agent.ping();
        agent.close();
        push("replaced").header("Topic", "ticket").send();
        push("waiting").header("Topic", "ticket").send();

        restart();

        assertThat(comeBack()).containsExactly("waiting");
        assertThat(near(push("after")).send().statusCode()).isEqualTo(201);
        assertThat(agent.open(agent.next())).isEqualTo("after");
        assertThat(near(new Push(gone, VAPID, "hi")).send().statusCode()).isEqualTo(404);
        assertThat(agent.registration(channel, VAPID.publicKey()).path("pushEndpoint").asText())
                .endsWith(URI.create(subscription.endpoint()).getPath());
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws Exception {
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        directory.resolve("real-browsers.jsonl"))))
                .isEqualTo("rw-------");
    }

    /** A new connection; what it was told between hello and the answer to a ping. */
    private List<String> comeBack() throws Exception {
        agent = agent.again(address());
        assertThat(agent.hello(name)).isEqualTo(name);
        agent.say("{}");
        List<String> told = new ArrayList<>();
        for (JsonNode next = agent.next(); !next.isEmpty(); next = agent.next()) {
            told.add(agent.open(next));
        }
        return told;
    }

    private Push push(String text) {
        return new Push(subscription, VAPID, text)
                .header("Authorization", VAPID.authorization(Vapid.HEADER, claims()));
    }

    /** On the port of today; tokens name the address of yesterday, as behind a gateway. */
    private Push near(Push push) {
        return push.to(address() + URI.create(push.endpoint()).getPath());
    }

    private String claims() {
        return Push.claims(service.publicUrl());
    }

    private void restart() {
        service.close();
        service = PushService.start(new Settings(0, null, directory), clock);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + service.port());
    }

    private static final class SetClock extends Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

        void advance(Duration by) {
            now.updateAndGet(it -> it.plus(by));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
