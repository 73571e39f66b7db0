package dev.nextup.local.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts children in a session of their own: Ctrl-C in a terminal reaches the whole process group,
 * and only the launcher may react to it, else everything stops at once and in no order.
 */
public final class Sessions {

    private static final List<String> NEW_SESSION = newSession();

    private Sessions() {}

    /** Command prefix that begins a new session; empty where the machine offers no way. */
    static List<String> prefix() {
        return NEW_SESSION;
    }

    /** The program of this name on the {@code PATH}. */
    public static Optional<Path> program(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** macOS has no setsid(1) but brings perl; both replace themselves, so the pid stays. */
    private static List<String> newSession() {
        return program("setsid")
                .map(setsid -> List.of(setsid.toString()))
                .or(() -> program("perl").map(Sessions::perl))
                .orElse(List.of());
    }

    private static List<String> perl(Path perl) {
        return List.of(
                perl.toString(),
                "-e",
                "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die");
    }
}
