package dev.nextup.test;

import dev.nextup.local.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where tests keep what they run: a fresh directory each time, below a module's {@code target}. */
final class TestDirectories {

    private TestDirectories() {}

    /** Infrastructure with empty data below {@code target}; not yet started. */
    static Infrastructure infrastructureIn(Path target) {
        return Infrastructure.forTests(
                fresh(target.toAbsolutePath().resolve("nextup-test")), binaries());
    }

    /** A new, empty directory; older ones stay for whoever wants to read their logs. */
    static Path fresh(Path parent) {
        try {
            return Files.createTempDirectory(Files.createDirectories(parent), "run-");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a directory in " + parent, e);
        }
    }

    /** Unpacked once for all modules: unpacking takes two seconds and 60 MB. */
    private static Path binaries() {
        return Repository.home().resolve("deploy/test-support/target/postgres-binaries");
    }
}
