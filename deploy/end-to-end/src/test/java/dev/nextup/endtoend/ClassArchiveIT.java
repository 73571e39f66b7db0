package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.local.process.ClassArchive;
import dev.nextup.local.process.ServiceProcess;
import dev.nextup.test.LocalSystem;
import dev.nextup.test.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Services write down what they learnt of their classes, and those that start later use it. */
@Tag("first")
class ClassArchiveIT {

    private static final List<String> SERVICES =
            List.of("ticket-service", "subscription-service", "notification-dispatcher");

    /** The JVM says what it does with the archives of classes. */
    private static final Map<String, String> TALKATIVE = Map.of("JAVA_TOOL_OPTIONS", "-Xlog:cds");

    @Test
    void services_start_with_what_their_predecessors_learnt() throws Exception {
        try (LocalSystem system = LocalSystem.start()) {
            List<ServiceProcess> first =
                    SERVICES.stream().map(name -> system.recordingClasses(name, Map.of())).toList();
            runOnce(first);
            List<ServiceProcess> second =
                    SERVICES.stream().map(name -> system.service(name, TALKATIVE)).toList();
            second.forEach(ServiceProcess::start);
            for (ServiceProcess service : second) {
                service.awaitReady(RunningOffice.START_LIMIT);
                assertThat(Files.readString(service.spec().log()))
                        .contains("Mapped dynamic region")
                        .doesNotContainPattern("Unmapping region .*Read");
            }
        }
    }

    private static void runOnce(List<ServiceProcess> services) {
        services.forEach(ServiceProcess::start);
        services.forEach(service -> service.awaitReady(RunningOffice.START_LIMIT));
        services.parallelStream().forEach(ServiceProcess::stop);
        for (ServiceProcess service : services) {
            Path jar =
                    Repository.home()
                            .resolve(service.spec().name())
                            .resolve("target/quarkus-app/quarkus-run.jar");
            assertThat(ClassArchive.of(jar).isCurrent()).as(service.spec().name()).isTrue();
        }
    }
}
