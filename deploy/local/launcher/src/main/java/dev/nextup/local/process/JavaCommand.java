package dev.nextup.local.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command lines for JVMs of the local run: the JDK that runs us, small heaps, quick starts. */
public final class JavaCommand {

    /** One collector thread takes less memory. */
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xshare:auto");

    /**
     * The quick compiler only: starts a third faster and takes a quarter less memory, at a speed
     * that one laptop's user does not notice. Who measures sets {@code NEXTUP_FULL_SPEED}.
     */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    private JavaCommand() {}

    /** Our own class path, absolute: children have another working directory. */
    public static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs {@code arguments} ({@code -jar x} or {@code -cp x Main}) in a small JVM. */
    public static List<String> small(int heapMegabytes, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(SMALL);
        if (!Boolean.parseBoolean(System.getenv("NEXTUP_FULL_SPEED"))) {
            command.add(QUICK_COMPILER);
        }
        command.addAll(arguments);
        return command;
    }
}
