package dev.nextup.local.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.local.push.sender.Push;
import dev.nextup.local.push.sender.TestBrowser;
import dev.nextup.local.push.sender.TestUserAgent;
import dev.nextup.local.push.sender.Vapid;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real browser says to its push service, and hears from it. */
class UserAgentTest {

    private static final Vapid VAPID = new Vapid();

    private static PushService service;
    private static URI address;

    private TestUserAgent agent;

    @BeforeAll
    static void start() {
        service = PushService.start(Settings.FOR_A_TEST);
        address = URI.create("http://127.0.0.1:" + service.port());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void connect() throws Exception {
        agent = TestUserAgent.connect(address);
    }

    @AfterEach
    void disconnect() throws Exception {
        agent.close();
    }

    @Test
    void helloIsAnsweredWithANameAndNoBroadcasts() throws Exception {
        agent.say("{'messageType':'hello','broadcasts':{'a/b':'1'},'use_webpush':true}");

        JsonNode answer = agent.next();

        assertThat(answer.path("messageType").asText()).isEqualTo("hello");
        assertThat(answer.path("status").asInt()).isEqualTo(200);
        assertThat(answer.path("uaid").asText()).isNotBlank();
        assertThat(answer.path("use_webpush").asBoolean()).isTrue();
        assertThat(answer.path("broadcasts").isObject()).isTrue();
    }

    @Test
    void aNameIsKeptAndOneThatNobodyGaveIsReplaced() throws Exception {
        String name = agent.hello("");

        try (TestUserAgent again = TestUserAgent.connect(address);
                TestUserAgent stranger = TestUserAgent.connect(address);
                TestUserAgent rubbish = TestUserAgent.connect(address)) {
            String invented = UUID.randomUUID().toString();
            assertThat(again.hello(name)).isEqualTo(name);
            assertThat(stranger.hello(invented)).isNotEqualTo(invented).isNotEqualTo(name);
            assertThat(rubbish.hello("../../etc")).matches("[0-9a-f-]{36}");
        }
    }

    @Test
    void aSubscriptionIsForItsKeyAndTheSameAgainIsTheSame() throws Exception {
        agent.hello("");
        UUID channel = UUID.randomUUID();
        // Firefox pads.
        JsonNode first = agent.registration(channel, VAPID.publicKey() + "=");
        JsonNode again = agent.registration(channel, VAPID.publicKey());
        JsonNode other = agent.registration(channel, new Vapid().publicKey());

        assertThat(first.path("messageType").asText()).isEqualTo("register");
        assertThat(first.path("channelID").asText()).isEqualTo(channel.toString());
        assertThat(first.path("status").asInt()).isEqualTo(200);
        assertThat(first.path("pushEndpoint").asText())
                .matches(service.publicUrl() + "/push/[A-Za-z0-9_-]{43}");
        assertThat(again).isEqualTo(first);
        assertThat(other.path("status").asInt()).isEqualTo(409);
        assertThat(other.has("pushEndpoint")).isFalse();
    }

    @Test
    void aPushReachesItStillEncryptedAndOnlyItCanOpenIt() throws Exception {
        agent.hello("");
        UUID channel = UUID.randomUUID();
        TestBrowser subscription = agent.register(channel, VAPID.publicKey());

        assertThat(new Push(subscription, VAPID, "{\"title\":\"GEN-001\"}").send().statusCode())
                .isEqualTo(201);

        JsonNode notification = agent.next();
        assertThat(notification.path("messageType").asText()).isEqualTo("notification");
        assertThat(notification.path("channelID").asText()).isEqualTo(channel.toString());
        assertThat(notification.path("version").asText()).isNotBlank();
        assertThat(notification.path("headers").path("encoding").asText()).isEqualTo("aes128gcm");
        assertThat(notification.path("data").asText()).doesNotContain("=");
        assertThat(agent.open(notification)).isEqualTo("{\"title\":\"GEN-001\"}");
    }

    @Test
    void aPushWithoutPayloadHasNeitherDataNorHeaders() throws Exception {
        agent.hello("");
        TestBrowser subscription = agent.register(UUID.randomUUID(), VAPID.publicKey());

        new Push(subscription, VAPID, "").header("Content-Encoding").body(new byte[0]).send();

        JsonNode notification = agent.next();
        assertThat(notification.has("data")).isFalse();
        assertThat(notification.has("headers")).isFalse();
    }

    @Test
    void anotherSendersKeyIsRefusedAsForASimulatedBrowser() throws Exception {
        agent.hello("");
        TestBrowser subscription = agent.register(UUID.randomUUID(), VAPID.publicKey());

        HttpResponse<String> answer = new Push(subscription, new Vapid(), "hi").send();

        assertThat(TestBrowser.json(answer).path("reason").asText())
                .isEqualTo("vapid-key-mismatch");
        agent.ping();
    }

    @Test
    void afterUnsubscribingTheEndpointIsGoneAndTheOtherOneStays() throws Exception {
        agent.hello("");
        UUID channel = UUID.randomUUID();
        TestBrowser ended = agent.register(channel, VAPID.publicKey());
        TestBrowser other = agent.register(UUID.randomUUID(), VAPID.publicKey());

        agent.say("{'messageType':'unregister','channelID':'" + channel + "','code':200}");

        JsonNode answer = agent.next();
        assertThat(answer.path("messageType").asText()).isEqualTo("unregister");
        assertThat(answer.path("channelID").asText()).isEqualTo(channel.toString());
        assertThat(answer.path("status").asInt()).isEqualTo(200);
        assertThat(new Push(ended, VAPID, "hi").send().statusCode()).isEqualTo(410);
        assertThat(new Push(other, VAPID, "hi").send().statusCode()).isEqualTo(201);
        // Also when the browser has forgotten that it did.
        agent.next();
        agent.say("{'messageType':'unregister','channelID':'" + channel + "','code':200}");
        assertThat(agent.next().path("status").asInt()).isEqualTo(200);
    }

    @Test
    void bothKindsOfPingAreAnswered() throws Exception {
        agent.hello("");

        agent.ping();
        agent.say("{'messageType':'ping'}");

        assertThat(agent.next()).isEmpty();
    }

    @Test
    void thereIsABoundOfSubscriptions() throws Exception {
        agent.hello("");
        for (int i = 0; i < 100; i++) {
            assertThat(agent.registration(UUID.randomUUID(), VAPID.publicKey()).path("status"))
                    .hasToString("200");
        }

        assertThat(agent.registration(UUID.randomUUID(), VAPID.publicKey()).path("status").asInt())
                .isEqualTo(409);
    }

    @Test
    void ofTwoConnectionsOfOneBrowserTheLaterCounts() throws Exception {
        String name = agent.hello("");
        TestBrowser subscription = agent.register(UUID.randomUUID(), VAPID.publicKey());

        try (TestUserAgent later = TestUserAgent.connect(address)) {
            later.hello(name);

            assertThat(agent.closedWith()).isEqualTo(1000);
            new Push(subscription, VAPID, "hi").send();
            assertThat(later.next().path("messageType").asText()).isEqualTo("notification");
        }
    }
}
