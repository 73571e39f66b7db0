package dev.nextup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.local.process.ChildProcess;
import dev.nextup.local.process.ChildSlot;
import dev.nextup.local.process.ChildSpec;
import dev.nextup.local.process.StopSignal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir Path directory;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(new PrintStream(screen, true, StandardCharsets.UTF_8), false);
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
    private final ChildSlot slot = new ChildSlot(Duration.ofSeconds(5));

    @AfterEach
    void stop() {
        slot.close();
        executor.shutdownNow();
    }

    @Test
    void aPartThatDiesIsReportedAndStartedAgain() {
        // given
        Part part = sleeper();
        part.start().run();
        long first = slot.current().orElseThrow().pid();
        new Supervisor(terminal, executor, () -> false).watch(part);

        // when
        slot.current().orElseThrow().handle().destroyForcibly();

        // then
        await().until(() -> slot.current().filter(c -> c.pid() != first).isPresent());
        await().untilAsserted(
                        () ->
                                assertThat(screen.toString(StandardCharsets.UTF_8))
                                        .contains("sleeper ended (exit code 137)")
                                        .contains("sleeper again"));
    }

    @Test
    void nothingIsStartedOnceEverythingStops() throws Exception {
        // given
        Part part = sleeper();
        part.start().run();
        ChildProcess child = slot.current().orElseThrow();
        new Supervisor(terminal, executor, () -> true).watch(part);

        // when
        child.handle().destroyForcibly();
        child.onExit().get();
        executor.submit(() -> {}).get();

        // then
        assertThat(slot.current()).contains(child);
        assertThat(screen.size()).isZero();
    }

    @Test
    void thePauseDoublesUpToHalfAMinute() {
        assertThat(Supervisor.longer(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(Supervisor.longer(Duration.ofSeconds(16))).isEqualTo(Duration.ofSeconds(30));
        assertThat(Supervisor.longer(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(30));
    }

    private Part sleeper() {
        ChildSpec spec =
                new ChildSpec(
                        "sleeper",
                        List.of("sleep", "60"),
                        Map.of(),
                        directory.resolve("sleeper.log"),
                        StopSignal.TERM,
                        0);
        Runnable start =
                () -> assertThat(slot.launch(() -> ChildProcess.start(spec)).isAlive()).isTrue();
        return new Part("sleeper", spec.log(), start, slot::current, slot::kill);
    }
}
