package dev.nextup.test;

import dev.nextup.local.Infrastructure;
import dev.nextup.local.secret.AckKeys;
import dev.nextup.local.secret.InternalKeys;
import dev.nextup.local.secret.JwtKeys;
import dev.nextup.local.secret.PhoneKeys;
import dev.nextup.local.secret.VapidKeys;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts PostgreSQL and Kafka once per test JVM and publishes their addresses as system properties,
 * so that a plain {@code @QuarkusTest} finds a database and a broker.
 *
 * <p>Does nothing unless the system property {@code nextup.test.service} names the schema to work
 * with, such as {@code ticket_service}. Everything stops with the session, and by its guards when
 * the test JVM is killed.
 */
public final class InfrastructureListener implements LauncherSessionListener {

    /** Names the service under test by its schema; unset or empty: nothing is started. */
    public static final String SERVICE_PROPERTY = "nextup.test.service";

    /** Set while an instance runs: another class loader's copy of this class must not start one. */
    private static final String RUNNING_PROPERTY = "nextup.test.infrastructure";

    /** Before Quarkus sets its levels they print all their settings and every failed connection. */
    private static final Logger KAFKA_CLIENTS = Logger.getLogger("org.apache.kafka");

    private @Nullable Infrastructure infrastructure;
    private @Nullable JwksServer jwks;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String service = System.getProperty(SERVICE_PROPERTY, "");
        if (service.isEmpty() || System.getProperty(RUNNING_PROPERTY) != null) {
            return;
        }
        KAFKA_CLIENTS.setLevel(Level.SEVERE);
        Infrastructure started = TestDirectories.infrastructureIn(Path.of("target"));
        infrastructure = started;
        System.setProperty(RUNNING_PROPERTY, "running");
        started.start();
        publish(started.environmentOf(service));
        Path jwtKeys = JwtKeys.file(started.secrets());
        System.setProperty("nextup.jwt.key-file", jwtKeys.toString());
        jwks = JwksServer.start(jwtKeys);
        System.setProperty("nextup.jwks.url", jwks.address());
        System.setProperty("nextup.vapid.keys-file", VapidKeys.file(started.secrets()).toString());
        System.setProperty("nextup.ack.key-file", AckKeys.file(started.secrets()).toString());
        System.setProperty("nextup.phone.key-file", PhoneKeys.file(started.secrets()).toString());
        System.setProperty(
                "nextup.internal.key-file", InternalKeys.file(started.secrets()).toString());
        System.setProperty("quarkus.http.test-port", "0");
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (jwks != null) {
            jwks.close();
            jwks = null;
        }
        if (infrastructure != null) {
            infrastructure.close();
            infrastructure = null;
            System.clearProperty(RUNNING_PROPERTY);
        }
    }

    /** {@code QUARKUS_DATASOURCE_JDBC_URL} becomes {@code quarkus.datasource.jdbc.url}. */
    private static void publish(Map<String, String> environment) {
        environment.forEach(
                (key, value) ->
                        System.setProperty(key.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    }
}
