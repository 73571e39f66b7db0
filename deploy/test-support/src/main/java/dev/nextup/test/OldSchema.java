package dev.nextup.test;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Starts the service under test, which must not migrate by itself, on a schema that lacks the last
 * migration.
 */
public class OldSchema implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.flyway.migrate-at-start", "false");
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(Setback.class));
    }

    /** What an operator runs. */
    public static void migrate() {
        flyway().load().migrate();
    }

    private static FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(
                        System.getProperty("quarkus.datasource.jdbc.url"),
                        System.getProperty("quarkus.datasource.username"),
                        System.getProperty("quarkus.datasource.password"))
                .schemas(System.getProperty(InfrastructureListener.SERVICE_PROPERTY))
                .locations("classpath:db/migration");
    }

    /** Before the start: everything goes, and all migrations but the last come back. */
    public static final class Setback implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            flyway().cleanDisabled(false).load().clean();
            MigrationInfo[] all = flyway().load().info().all();
            flyway().target(all[all.length - 2].getVersion()).load().migrate();
            return Map.of();
        }

        @Override
        public void stop() {}
    }
}
