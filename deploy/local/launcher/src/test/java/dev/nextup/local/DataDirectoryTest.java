package dev.nextup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir Path directory;

    @Test
    void onlyOneLauncherAtATimeMayUseIt() {
        // given
        DataDirectory first = DataDirectory.open(directory);

        // when, then
        assertThatThrownBy(() -> DataDirectory.open(directory))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("in use by another `up`")
                .hasMessageContaining(directory.toString());
        assertThat(first.isLocked()).isTrue();
    }

    @Test
    void aPlaceThatCannotBeADirectoryIsExplained() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "taken");

        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("Cannot write to the data directory " + file);
    }

    @Test
    void aResetDeletesOurDataAndNothingElse() throws Exception {
        // given
        DataDirectory data = DataDirectory.open(directory);
        Files.createDirectories(data.postgres().resolve("cluster"));
        Files.writeString(data.postgres().resolve("cluster/PG_VERSION"), "17");
        Path foreign = Files.writeString(directory.resolve("holiday.jpg"), "not ours");

        // when
        data.reset();

        // then
        assertThat(data.postgres()).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void eachRunBeginsNewLogsAndKeepsTheLastOnes() throws Exception {
        // given
        DataDirectory data = DataDirectory.open(directory);
        Files.createDirectories(data.logs());
        Files.writeString(data.log("kafka"), "yesterday");

        // when
        data.rotateLogs();

        // then
        assertThat(data.log("kafka")).doesNotExist();
        assertThat(data.logs().resolve("kafka.log.1")).hasContent("yesterday");
    }
}
