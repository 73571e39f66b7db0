package dev.nextup.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.event.Topics;
import dev.nextup.local.process.ServiceProcess;
import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import dev.nextup.test.LocalSystem;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The dispatcher is killed with SIGKILL between every two steps on the way of a call, and its
 * successor ends what it began: itself, started again, or another replica, which has to wait until
 * the lease is over. The call is at the browser, accepted once in table, log and events. It is sent
 * twice only where nobody can know whether it was: then both have one topic, one tag, one delivery.
 */
class KilledAtEachStepIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<ServiceProcess> REPLICAS = new ArrayList<>();
    private static final List<Scene> SCENES = new ArrayList<>();
    private static LocalSystem system;
    private static Gate gate;
    private static PushService push;
    private static TicketClient browsers;
    private static ApplicationServerKey key;
    private static EventWriter writer;
    private static DispatcherTables tables;
    private static ServiceProcess running;

    @BeforeAll
    static void startOneReplica() throws Exception {
        system = LocalSystem.start();
        gate = Gate.onFreePort();
        push = PushService.start(new Settings(0, gate.url(), null));
        gate.leadTo(push.port());
        browsers = new TicketClient(URI.create("http://localhost:" + push.port()));
        for (int number = 0; number < 2; number++) {
            REPLICAS.add(replica(number));
        }
        key =
                ApplicationServerKey.newestIn(
                        Path.of(
                                REPLICAS.get(0)
                                        .spec()
                                        .environment()
                                        .get("NEXTUP_VAPID_KEYS_FILE")));
        writer = new EventWriter(system.kafka().bootstrapServers());
        tables = new DispatcherTables(system.postgres());
        start(REPLICAS.get(0));
    }

    @AfterAll
    static void stop() throws Exception {
        writer.close();
        system.close();
        push.close();
        gate.close();
    }

    static Stream<Arguments> deaths() {
        return Stream.of(Boundary.values())
                .flatMap(b -> Stream.of(Arguments.of(b, true), Arguments.of(b, false)));
    }

    @ParameterizedTest(name = "killed when {0}, continued by itself: {1}")
    @MethodSource("deaths")
    void a_death_between_two_steps_loses_nothing_and_doubles_nothing(
            Boundary boundary, boolean byItself) throws Exception {
        Scene scene = Scene.of(tables, gate, SimulatedBrowser.open(browsers, key));
        scene.open(writer, key.keyId());
        await("the ticket to be told of")
                .atMost(PATIENCE)
                .until(() -> tables.deliveries(scene.id()).equals(List.of(Scene.CREATED)));

        killAt(boundary, scene);
        start(byItself ? running : another());

        await("the end of the call")
                .atMost(PATIENCE)
                .until(() -> scene.call().equals("your_turn ACCEPTED"));
        assertThat(scene.browser().messages("your_turn")).hasSize(boundary.messages());
        SCENES.add(scene);
        SCENES.forEach(KilledAtEachStepIT::mustTellOneStory);
        assertThat(tables.unsettled()).isEmpty();
    }

    private static void killAt(Boundary boundary, Scene scene) throws Exception {
        AutoCloseable withheld = boundary.withhold(scene);
        try {
            scene.call(writer);
            await(boundary + " to be reached")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> boundary.isReached(scene));
            running.kill();
            tables.endSessionsOfTheDead();
        } finally {
            withheld.close();
        }
    }

    /** Table, log, events and browser, also of those whose successor died later. */
    private static void mustTellOneStory(Scene scene) {
        try {
            assertThat(tables.deliveries(scene.id()))
                    .containsExactly(Scene.CREATED, "your_turn ACCEPTED");
            assertThat(tables.logs(scene.id()))
                    .containsExactly("ticket_created true", "your_turn true");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        List<PushedMessage.Identity> calls =
                scene.browser().messages("your_turn").stream()
                        .map(PushedMessage::identity)
                        .distinct()
                        .toList();
        assertThat(calls).as("topic, tag and delivery").hasSize(1);
        await("the event of its acceptance")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(acceptedEvents(calls.get(0).deliveryId())).isOne());
    }

    private static long acceptedEvents(String deliveryId) {
        return new EventLog(system.kafka().bootstrapServers())
                .readAll(Topics.DELIVERY_EVENTS).stream()
                        .map(record -> new String(record.value(), UTF_8))
                        .filter(value -> value.contains("dev.nextup.delivery.accepted"))
                        .filter(value -> value.contains(deliveryId))
                        .count();
    }

    private static ServiceProcess another() {
        return REPLICAS.get(1 - REPLICAS.indexOf(running));
    }

    private static void start(ServiceProcess replica) {
        running = replica;
        replica.start();
        replica.awaitReady(RunningOffice.START_LIMIT);
    }

    private static ServiceProcess replica(int number) {
        return NotifiedOffice.patientDispatcher(system, number);
    }
}
