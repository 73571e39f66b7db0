package dev.nextup.local.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How to run one HTTP service in a JVM of its own.
 *
 * @param name shown to people
 * @param javaArguments what to run: {@code -jar x} or {@code -cp x Main}
 * @param heapMegabytes limit of the Java heap
 * @param port on 127.0.0.1; readiness is asked there
 * @param environment the service's configuration
 * @param log file that receives its output
 */
public record ServiceSpec(
        String name,
        List<String> javaArguments,
        int heapMegabytes,
        int port,
        Map<String, String> environment,
        Path log) {

    private static final int QUARKUS_HEAP_MEGABYTES = 192;

    public ServiceSpec {
        javaArguments = List.copyOf(javaArguments);
        environment = Map.copyOf(environment);
    }

    /**
     * A Quarkus service as {@code package} left it; its class archive is used if there is one.
     *
     * @param home the repository's top directory
     * @param name module and directory, such as {@code ticket-service}
     */
    public static ServiceSpec quarkus(
            Path home, String name, int port, Map<String, String> environment, Path log) {
        List<String> options = ClassArchive.of(jar(home, name)).options();
        return quarkus(home, name, options, port, environment, log);
    }

    /** The same service, writing its class archive when it ends in order: slower at both ends. */
    public static ServiceSpec recordingClasses(
            Path home, String name, int port, Map<String, String> environment, Path log) {
        List<String> options = ClassArchive.of(jar(home, name)).recordingOptions();
        return quarkus(home, name, options, port, environment, log);
    }

    private static ServiceSpec quarkus(
            Path home,
            String name,
            List<String> options,
            int port,
            Map<String, String> environment,
            Path log) {
        Map<String, String> all = new HashMap<>();
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        all.putAll(environment);
        List<String> arguments = new ArrayList<>(options);
        arguments.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        arguments.add("-jar");
        arguments.add(jar(home, name).toString());
        return new ServiceSpec(name, arguments, QUARKUS_HEAP_MEGABYTES, port, all, log);
    }

    private static Path jar(Path home, String name) {
        return home.toAbsolutePath().resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** Where the service answers, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
