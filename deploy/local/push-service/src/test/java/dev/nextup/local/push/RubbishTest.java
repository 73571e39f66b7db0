package dev.nextup.local.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.local.push.sender.Push;
import dev.nextup.local.push.sender.TestBrowser;
import dev.nextup.local.push.sender.TestUserAgent;
import dev.nextup.local.push.sender.Vapid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no browser says: it ends that connection, and harms no other. */
class RubbishTest {

    private static final String CHANNEL = UUID.randomUUID().toString();

    private PushService service;
    private URI address;
    private TestUserAgent bystander;

    @BeforeEach
    void start() throws Exception {
        service = PushService.start(Settings.FOR_A_TEST);
        address = URI.create("http://127.0.0.1:" + service.port());
        bystander = TestUserAgent.greet(address);
    }

    @AfterEach
    void othersAreStillServed() throws Exception {
        bystander.ping();
        bystander.close();
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "null",
                "{'messageType':'hello','use_webpush':true} and more",
                "{'messageType':'hello','messageType':'hello','use_webpush':true}",
                "{'messageType':'hello'}",
                "{'messageType':'hello','use_webpush':false}",
                "{'messageType':'register','channelID':'2f9b1b3c-6a4e-4f0e-8f7a-0a1b2c3d4e5f'}",
                "{}"
            })
    void beforeHello(String rubbish) throws Exception {
        TestUserAgent agent = TestUserAgent.connect(address);

        agent.say(rubbish);

        assertThat(agent.closedWith()).isEqualTo(1008);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messageType':'hello','use_webpush':true}",
                "{'messageType':'whatever'}",
                "{'messageType':7}",
                "{'nothing':'of ours'}",
                "{'messageType':'register'}",
                "{'messageType':'register','channelID':'1-2-3-4-5'}",
                "{'messageType':'unregister','channelID':{}}",
                "{'messageType':'ack'}",
                "{'messageType':'ack','updates':{}}",
                "{'messageType':'register','channelID':"
            })
    void afterHello(String rubbish) throws Exception {
        TestUserAgent agent = TestUserAgent.greet(address);

        agent.say(rubbish);

        assertThat(agent.closedWith()).isEqualTo(1008);
    }

    @Test
    void deepNestingIsNotOurUndoing() throws Exception {
        TestUserAgent agent = TestUserAgent.greet(address);

        agent.say("{'a':" + "[".repeat(8_000));

        assertThat(agent.closedWith()).isEqualTo(1008);
    }

    @Test
    void octetsAreNoText() throws Exception {
        TestUserAgent agent = TestUserAgent.greet(address);

        agent.say(new byte[] {1, 2, 3});

        assertThat(agent.closedWith()).isEqualTo(1003);
    }

    @Test
    void aMessageThatIsTooLongIsNotReadToItsEnd() throws Exception {
        TestUserAgent agent = TestUserAgent.greet(address);

        agent.say("{'a':'" + "x".repeat(17_000) + "'}");

        assertThat(agent.closedWith()).isEqualTo(1009);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAA", "!", "BCVxsr7N_eNgVRqvHtD0zTZsEc6"})
    void aKeyThatIsNoneIsRefusedAndTheConnectionStays(String key) throws Exception {
        TestUserAgent agent = TestUserAgent.greet(address);

        assertThat(agent.registration(UUID.fromString(CHANNEL), key).path("status").asInt())
                .isEqualTo(400);

        agent.ping();
    }

    @Test
    void whatOnlyLaterFirefoxesMaySayDoesNotDisturb() throws Exception {
        TestUserAgent agent = TestUserAgent.greet(address);

        agent.say("{'messageType':'broadcast_subscribe','broadcasts':{'a':'b'}}");
        agent.say("{'messageType':'ack','updates':[{'version':'not ours'},7]}");
        agent.say("{'messageType':'nack','version':'not ours','code':301}");

        agent.ping();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', upgrade-required",
        "'Upgrade: websocket', '', sub-protocol-missing",
        "'Upgrade: websocket', 'Sec-WebSocket-Protocol: chat', sub-protocol-missing",
        "'Upgrade: websocket\r\nOrigin: http://evil.example',"
                + " 'Sec-WebSocket-Protocol: push-notification', origin-refused"
    })
    void whoeverIsNoBrowserIsToldSoBeforeAnythingOpens(
            String upgrade, String protocol, String reason) throws Exception {
        String answer = handshake(upgrade, protocol);

        assertThat(answer).contains("application/problem+json", "\"code\":\"" + reason + "\"");
    }

    @Test
    void thereIsABoundOfConnections() throws Exception {
        List<TestUserAgent> crowd = new ArrayList<>();
        // The bystander is one.
        for (int i = 1; i < 50; i++) {
            crowd.add(TestUserAgent.connect(address));
        }

        String refused =
                handshake("Upgrade: websocket", "Sec-WebSocket-Protocol: push-notification");

        assertThat(refused).contains(" 503 ", "too-many-connections");
        crowd.get(0).close();
        TestUserAgent next = TestUserAgent.greet(address);
        next.ping();
    }

    @Test
    void whoHasBeenAwayForLongestMakesRoomForOneTooMany() throws Exception {
        Vapid vapid = new Vapid();
        TestUserAgent first = TestUserAgent.connect(address);
        String name = first.hello("");
        TestBrowser subscription = first.register(UUID.randomUUID(), vapid.publicKey());
        first.close();
        for (int i = 0; i < 99; i++) {
            TestUserAgent.greet(address).close();
        }

        assertThat(new Push(subscription, vapid, "hi").send().statusCode()).isEqualTo(410);
        assertThat(TestUserAgent.connect(address).hello(name)).isNotEqualTo(name);
    }

    private static String untilTheProblemsEnd(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        int octet = 0;
        while (octet != '}') {
            octet = in.read();
            answer.write(octet);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** A request to open a WebSocket, and the whole answer if that is refused. */
    private String handshake(String upgrade, String protocol) throws Exception {
        StringBuilder head = new StringBuilder("GET /push/ws HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
        head.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        List.of(upgrade, protocol).stream()
                .filter(line -> !line.isEmpty())
                .forEach(line -> head.append(line).append("\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return untilTheProblemsEnd(socket.getInputStream());
        }
    }
}
