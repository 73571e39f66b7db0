package dev.nextup.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir Path logs;

    @Test
    void whatStillRunsIsStoppedAndItsRecordRemoved() {
        // given
        ChildProcess child = start("forgotten");

        // when
        List<String> stopped = Leftovers.stop(logs);

        // then
        assertThat(stopped).containsExactly("forgotten");
        assertThat(child.isAlive()).isFalse();
        assertThat(Leftovers.stop(logs)).isEmpty();
    }

    @Test
    void anotherProcessThatGotTheSameIdIsLeftAlone() throws Exception {
        // given
        ChildProcess child = start("other");
        Path record = logs.resolve("other.pid");
        Files.writeString(record, child.pid() + " 1000 TERM 0");

        // when
        List<String> stopped = Leftovers.stop(logs);

        // then
        assertThat(stopped).isEmpty();
        assertThat(child.isAlive()).isTrue();
        child.kill();
    }

    @Test
    void aRecordCutShortByACrashIsIgnored() throws Exception {
        Files.writeString(logs.resolve("broken.pid"), "12");

        assertThat(Leftovers.stop(logs)).isEmpty();
    }

    @Test
    void withoutAnEarlierRunThereIsNothingToDo() {
        assertThat(Leftovers.stop(logs.resolve("missing"))).isEmpty();
    }

    private ChildProcess start(String name) {
        return ChildProcess.start(
                new ChildSpec(
                        name,
                        List.of("sleep", "60"),
                        Map.of(),
                        logs.resolve(name + ".log"),
                        StopSignal.TERM,
                        0));
    }
}
