package dev.nextup.test;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout the tests run in. */
public final class Repository {

    private Repository() {}

    /**
     * The repository's top directory: the nearest one above the working directory that holds {@code
     * mvnw}.
     */
    public static Path home() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("mvnw"))) {
            Path parent = directory.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "Not inside the repository: " + Path.of("").toAbsolutePath());
            }
            directory = parent;
        }
        return directory;
    }
}
