package dev.nextup.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir Path directory;

    @Test
    void theProcessIdIsTheProgramsOwnAndItsOutputGoesToTheLog() throws Exception {
        // given
        ChildProcess child = start("echo pid=$$ word=$WORD");

        // when
        int code = child.onExit().get(10, TimeUnit.SECONDS);

        // then
        assertThat(code).isZero();
        assertThat(Files.readString(child.log())).contains("pid=" + child.pid() + " word=hello");
    }

    @Test
    void stoppingIsPoliteFirst() {
        ChildProcess child = start("trap 'exit 0' TERM; while :; do sleep 0.05; done");
        assertThat(child.stop(Duration.ofSeconds(10))).isTrue();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void whatDoesNotListenIsKilled() {
        ChildProcess child = start("trap '' TERM; echo deaf; while :; do sleep 0.05; done");
        await().until(() -> Files.readString(child.log()).contains("deaf"));
        assertThat(child.stop(Duration.ofMillis(300))).isFalse();
        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void aChildStopsWhenItsParentIsKilled() throws Exception {
        // given: a JVM that starts a child and is then killed
        Path pidFile = directory.resolve("grandchild");
        List<String> command =
                JavaCommand.small(
                        64,
                        List.of(
                                "-cp",
                                JavaCommand.classPath(),
                                Parent.class.getName(),
                                pidFile.toString()));
        Process parent = new ProcessBuilder(command).inheritIO().start();
        await().until(() -> Files.exists(pidFile) && Files.size(pidFile) > 0);
        long grandchild = Long.parseLong(Files.readString(pidFile));
        ProcessHandle handle = ProcessHandle.of(grandchild).orElseThrow();
        assertThat(handle.isAlive()).isTrue();

        // when
        parent.destroyForcibly();

        // then
        handle.onExit().get(10, TimeUnit.SECONDS);
    }

    /** Starts a child that would live for a minute, tells its id and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            Path file = Path.of(arguments[0]);
            ChildProcess child =
                    ChildProcess.start(
                            new ChildSpec(
                                    "sleeper",
                                    List.of("sleep", "60"),
                                    Map.of(),
                                    file.resolveSibling("sleeper.log"),
                                    StopSignal.TERM,
                                    0));
            Files.writeString(file, Long.toString(child.pid()));
            child.onExit().join();
        }
    }

    private ChildProcess start(String script) {
        return ChildProcess.start(
                new ChildSpec(
                        "child",
                        List.of("/bin/sh", "-c", script),
                        Map.of("WORD", "hello"),
                        directory.resolve("child.log"),
                        StopSignal.TERM,
                        0));
    }
}
