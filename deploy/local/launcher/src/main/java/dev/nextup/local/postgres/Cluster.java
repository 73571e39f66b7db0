package dev.nextup.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's data directory.
 *
 * @param directory absolute; holds the data and, for a moment, what it is made from
 * @param home unpacked PostgreSQL, holds {@code bin/initdb}
 * @param user who runs the programs
 */
record Cluster(Path directory, Path home, UnprivilegedUser user) {

    /** What {@code postgres -D} takes. */
    Path data() {
        return directory.resolve("cluster");
    }

    /** Makes the cluster beside its place and moves it there: a crash leaves no half of one. */
    void createIfMissing(String superuserPassword, Path log) {
        if (Files.exists(data().resolve("PG_VERSION"))) {
            return;
        }
        Path fresh = directory.resolve("cluster.new");
        Path passwordFile = directory.resolve("superuser.password");
        try {
            Directories.delete(fresh);
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, superuserPassword);
            user.own(directory);
            initialise(fresh, passwordFile, log);
            Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the PostgreSQL cluster " + data(), e);
        } finally {
            passwordFile.toFile().delete();
        }
    }

    /**
     * Removes the lock file of a server that is gone. PostgreSQL does so itself unless the process
     * id has meanwhile been given to another program; then it would refuse to start for good.
     */
    void removeStaleLock() {
        Path lock = data().resolve("postmaster.pid");
        try {
            if (Files.exists(lock) && !heldByPostgres(lock)) {
                Files.delete(lock);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + lock, e);
        }
    }

    private static boolean heldByPostgres(Path lock) throws IOException {
        List<String> lines = Files.readAllLines(lock);
        if (lines.isEmpty() || !lines.get(0).matches("\\d{1,10}")) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0)))
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
    }

    private void initialise(Path target, Path passwordFile, Path log) throws IOException {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(home.resolve("bin/initdb").toString());
        command.addAll(List.of("-D", target.toString(), "-U", "postgres"));
        command.addAll(List.of("-A", "scram-sha-256", "--pwfile=" + passwordFile));
        command.addAll(List.of("-E", "UTF-8", "--locale=C", "--no-instructions"));
        Process initdb =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        initdb.getOutputStream().close();
        int code = initdb.onExit().join().exitValue();
        if (code != 0) {
            throw new IllegalStateException("initdb ended with " + code + "; see " + log);
        }
    }
}
