package dev.nextup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/local/firefox}, with a program in place of Firefox that tells what it was given.
 */
@Timeout(60)
class FirefoxScriptTest {

    private static final Map<String, String> NO_DISPLAY =
            Map.of("DISPLAY", "", "WAYLAND_DISPLAY", "");

    @TempDir Path directory;
    private Path firefox;

    @BeforeEach
    void aFirefox() throws IOException {
        firefox =
                Files.createFile(
                        directory.resolve("a firefox"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        Files.writeString(firefox, "#!/bin/sh\necho \"$@\"; cat \"$3/user.js\"\nexit 7\n");
    }

    @Test
    void a_new_profile_is_connected_to_the_push_service_of_that_port_and_deleted_afterwards()
            throws Exception {
        try (ServerSocket gateway = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(gateway.getLocalPort());

            Run run = run(Map.of("DISPLAY", ":0"), "--port", port);

            assertThat(run.screen())
                    .contains("\"dom.push.serverURL\", \"ws://localhost:" + port + "/push/ws\"")
                    .contains("\"dom.push.testing.allowInsecureServerURL\", true")
                    .contains(
                            " http://localhost:%s/?org=demo http://localhost:%s/admin/"
                                    .formatted(port, port));
            assertThat(run.exitCode()).isEqualTo(7);
            try (Stream<Path> left = Files.list(directory)) {
                assertThat(left).containsExactly(firefox);
            }
        }
    }

    @Test
    void without_a_display_it_says_so_unless_none_is_wanted() throws Exception {
        try (ServerSocket gateway = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(gateway.getLocalPort());

            Run run = run(NO_DISPLAY, "--port", port);
            Run headless = run(NO_DISPLAY, "--port", port, "--", "--headless");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.screen()).contains("no display").contains("deploy/local/demo");
            assertThat(headless.exitCode()).isEqualTo(7);
        }
    }

    @Test
    void without_up_it_says_what_to_run() throws Exception {
        int closed;
        try (ServerSocket gone = new ServerSocket(0)) {
            closed = gone.getLocalPort();
        }

        Run run = run(Map.of("DISPLAY", ":0", "NEXTUP_PORT", Integer.toString(closed)));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.screen())
                .contains("Nothing answers at http://localhost:" + closed)
                .contains("./deploy/local/up");
    }

    @Test
    void without_firefox_it_says_how_to_get_one() throws Exception {
        Files.delete(firefox);

        Run run = run(Map.of("DISPLAY", ":0"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.screen()).contains("No Firefox found").contains("apt-get install");
    }

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder script = new ProcessBuilder("../firefox");
        script.command().addAll(List.of(arguments));
        script.environment().remove("NEXTUP_PORT");
        script.environment().put("NEXTUP_FIREFOX", firefox.toString());
        script.environment().put("TMPDIR", directory.toString());
        script.environment().putAll(environment);
        Process process = script.redirectErrorStream(true).start();
        String screen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), screen);
    }

    private record Run(int exitCode, String screen) {}
}
