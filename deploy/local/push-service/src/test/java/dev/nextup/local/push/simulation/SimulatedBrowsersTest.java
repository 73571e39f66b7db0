package dev.nextup.local.push.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.local.push.refusal.RefusedException;
import dev.nextup.local.push.rfc8030.PushSubscriptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedBrowsersTest {

    @TempDir Path directory;

    @Test
    void browsersSurviveARestartWithTheirKeys() throws Exception {
        byte[] key = {4, 5};
        BrowserIdentity before = open(10).subscribe(key);

        BrowserIdentity after = open(10).find(before.id()).identity();

        assertThat(after).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void thoseThatLeftDoNotComeBack() throws Exception {
        SimulatedBrowsers browsers = open(10);
        BrowserIdentity left = browsers.subscribe(null);
        BrowserIdentity stayed = browsers.subscribe(null);
        browsers.unsubscribe(left.id());

        SimulatedBrowsers reopened = open(10);

        assertThat(reopened.find(stayed.id()).identity().applicationServerKey()).isNull();
        assertThatThrownBy(() -> reopened.find(left.id())).isInstanceOf(RefusedException.class);
    }

    @Test
    void aLineCutOffByAKillIsIgnoredAndHarmsNoLaterOne() throws Exception {
        BrowserIdentity whole = open(10).subscribe(null);
        Files.write(file(), "{\"id\":\"1111".getBytes(UTF_8), StandardOpenOption.APPEND);

        BrowserIdentity later = open(10).subscribe(null);

        SimulatedBrowsers reopened = open(10);
        assertThat(reopened.find(whole.id())).isNotNull();
        assertThat(reopened.find(later.id())).isNotNull();
    }

    @Test
    void onlyTheOwnerReadsTheFile() throws Exception {
        open(10).subscribe(null);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void theOldestMakesRoomForOneTooMany() throws Exception {
        SimulatedBrowsers browsers = open(2);
        BrowserIdentity first = browsers.subscribe(null);
        BrowserIdentity second = browsers.subscribe(null);
        BrowserIdentity third = browsers.subscribe(null);

        assertThatThrownBy(() -> browsers.find(first.id())).isInstanceOf(RefusedException.class);
        assertThat(browsers.find(second.id())).isNotNull();
        assertThat(browsers.find(third.id())).isNotNull();
    }

    private Path file() {
        return directory.resolve("simulated-browsers.jsonl");
    }

    private SimulatedBrowsers open(int most) throws Exception {
        return SimulatedBrowsers.open(new PushSubscriptions(), directory, most);
    }
}
