package dev.nextup.endtoend.localrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One {@code deploy/local/up --no-build}, run the way a person runs it. */
final class LocalRunProcess {

    /** As with a tunnel that leads to the gateway. */
    static final String PUBLIC_URL = "https://nextup.example";

    private static final Duration UP_LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final Path screen;
    private final Path data;

    private LocalRunProcess(Process process, Path screen, Path data) {
        this.process = process;
        this.screen = screen;
        this.data = data;
    }

    static LocalRunProcess start(Path data, int port) throws IOException {
        Path screen = Files.createTempFile(data.toAbsolutePath().getParent(), "screen-", ".txt");
        Process process =
                new ProcessBuilder(
                                Repository.home().resolve("deploy/local/up").toString(),
                                "--no-build",
                                "--data",
                                data.toString(),
                                "--port",
                                Integer.toString(port),
                                "--public-url",
                                PUBLIC_URL)
                        .redirectErrorStream(true)
                        .redirectOutput(screen.toFile())
                        .start();
        return new LocalRunProcess(process, screen, data);
    }

    void awaitUp() {
        Awaitility.await()
                .atMost(UP_LIMIT)
                .until(() -> !process.isAlive() || screen().contains("nextup is up\n"));
        assertThat(screen()).contains("nextup is up\n");
        assertThat(process.isAlive()).isTrue();
    }

    /** What a person has seen so far. */
    String screen() {
        try {
            return Files.readString(screen);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("still running: " + screen()).isTrue();
        return process.exitValue();
    }

    /** Sends {@code INT}, {@code TERM} or {@code KILL} to {@code up}'s own process id. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** The process of a part, by the record {@code up} keeps beside its log. */
    ProcessHandle part(String name) throws IOException {
        String record = Files.readString(data.resolve("logs").resolve(name + ".pid"));
        return ProcessHandle.of(Long.parseLong(record.split(" ", -1)[0])).orElseThrow();
    }

    /**
     * Command lines of all processes that work with this run's data directory or descend from it.
     */
    List<String> survivors() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(ProcessHandle::isAlive)
                    .map(handle -> handle.info().commandLine().orElse(""))
                    .filter(line -> line.contains(data.toString()))
                    .toList();
        }
    }

    void forceEnd() {
        process.destroyForcibly();
    }
}
