package dev.nextup.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a JVM learnt about the classes of one jar, kept for those that start after it (class data
 * sharing): a service with it starts in two thirds of the time. The JVM itself ignores an archive
 * of other classes or of another JDK.
 *
 * <p>A start that records takes twice as long, and so does its end; therefore only {@link
 * #recordingOptions} does, and nobody waits for it by chance.
 */
public final class ClassArchive {

    private final Path jar;
    private final Path file;

    private ClassArchive(Path jar, Path file) {
        this.jar = jar;
        this.file = file;
    }

    /** That of {@code target/quarkus-app/quarkus-run.jar}, beside the directory of the jar. */
    public static ClassArchive of(Path jar) {
        Path target = jar.toAbsolutePath().resolve("../..").normalize();
        return new ClassArchive(jar, target.resolve("class-archive-" + Runtime.version() + ".jsa"));
    }

    /** For a JVM that shall write the archive when it ends in order. */
    public List<String> recordingOptions() {
        return List.of("-XX:ArchiveClassesAtExit=" + file);
    }

    /** For every other JVM: nothing if there is no archive that is younger than the jar. */
    public List<String> options() {
        return isCurrent() ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
    }

    /** Whether there is an archive, written after the jar. */
    public boolean isCurrent() {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
