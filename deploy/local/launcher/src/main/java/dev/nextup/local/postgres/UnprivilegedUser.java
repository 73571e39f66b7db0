package dev.nextup.local.postgres;

import dev.nextup.local.process.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. As root it runs in a user namespace that knows no root ({@code
 * unshare -U}: files still belong to us), or, where the kernel or a container forbids that, as the
 * user {@code nobody}. Any other user runs it plainly.
 *
 * @param prefix goes before a command to run it as that user
 * @param owner whom the data must be given to; empty when it stays ours
 */
record UnprivilegedUser(List<String> prefix, Optional<String> owner) {

    private static final String NOBODY = "nobody";

    /** The way that works on this machine for programs that work in {@code directory}. */
    static UnprivilegedUser forWorkIn(Path directory) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new UnprivilegedUser(List.of(), Optional.empty());
        }
        return List.of(namespace(), nobody()).stream()
                .flatMap(Optional::stream)
                .filter(user -> user.reaches(directory))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(explanation(directory)));
    }

    private static Optional<UnprivilegedUser> namespace() {
        return Sessions.program("unshare")
                .map(p -> new UnprivilegedUser(List.of(p.toString(), "-U"), Optional.empty()));
    }

    private static Optional<UnprivilegedUser> nobody() {
        return Sessions.program("runuser")
                .map(p -> List.of(p.toString(), "-u", NOBODY, "--"))
                .map(prefix -> new UnprivilegedUser(prefix, Optional.of(NOBODY)));
    }

    /** Makes {@code directory} and all in it usable for this user. */
    void own(Path directory) {
        owner.ifPresent(user -> Directories.giveTo(user, directory));
    }

    private boolean reaches(Path directory) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("test", "-x", directory.toString()));
        try {
            Process probe =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String explanation(Path directory) {
        return "PostgreSQL does not run as root, and a process without root's rights cannot reach "
                + directory
                + ". Run as an ordinary user, or choose another data directory.";
    }
}
