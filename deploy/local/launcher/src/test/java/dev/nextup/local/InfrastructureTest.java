package dev.nextup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.local.postgres.ServiceSchemas;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfrastructureTest {

    @TempDir static Path directory;

    private static Infrastructure infrastructure;

    @BeforeAll
    static void startBoth() {
        infrastructure =
                Infrastructure.forTests(
                        directory, Path.of("target/postgres-binaries").toAbsolutePath());
        infrastructure.start();
    }

    @AfterAll
    static void stopBoth() {
        infrastructure.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ticket_service, subscription_service",
        "ticket_service, notification_dispatcher",
        "subscription_service, ticket_service",
        "subscription_service, notification_dispatcher",
        "notification_dispatcher, ticket_service",
        "notification_dispatcher, subscription_service"
    })
    void aServicesRoleCannotReadOrWriteAnothersSchema(String stranger, String owner)
            throws SQLException {
        // given
        execute(owner, "CREATE TABLE IF NOT EXISTS " + owner + ".secret (word text)");

        // when, then
        assertThatThrownBy(() -> execute(stranger, "SELECT word FROM " + owner + ".secret"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied for schema " + owner);
        assertThatThrownBy(() -> execute(stranger, "CREATE TABLE " + owner + ".mine (word text)"))
                .hasMessageContaining("permission denied for schema " + owner);
    }

    @Test
    void aServicesRoleOwnsItsSchemaAndNothingElse() throws SQLException {
        for (String service : ServiceSchemas.SERVICES) {
            execute(service, "CREATE TABLE own (word text)");
            execute(service, "DROP TABLE " + service + ".own");
            assertThatThrownBy(() -> execute(service, "CREATE TABLE public.mine (word text)"))
                    .hasMessageContaining("permission denied for schema public");
            assertThatThrownBy(() -> execute(service, "CREATE SCHEMA another"))
                    .hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> execute(service, "CREATE ROLE another"))
                    .hasMessageContaining("permission denied to create role");
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        var postgres = infrastructure.postgres();
        assertThatThrownBy(
                        () ->
                                java.sql.DriverManager.getConnection(
                                        postgres.jdbcUrl("ticket_service"),
                                        "ticket_service",
                                        postgres.password("subscription_service")))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void everyTopicOfTheSystemExistsWithItsPartitions() throws Exception {
        try (var admin = infrastructure.kafka().admin()) {
            var names = Topics.ALL.stream().map(KafkaTopic::name).toList();
            var found = admin.describeTopics(names).allTopicNames().get(30, TimeUnit.SECONDS);
            for (KafkaTopic topic : Topics.ALL) {
                assertThat(found.get(topic.name()).partitions()).hasSize(topic.partitions());
            }
        }
    }

    @Test
    void preparingAgainChangesNothing() throws SQLException {
        // given
        execute("ticket_service", "CREATE TABLE kept (word text)");

        // when
        ServiceSchemas.prepare(infrastructure.postgres());
        infrastructure.kafka().createTopics(Topics.ALL);

        // then
        execute("ticket_service", "SELECT word FROM kept");
    }

    @Test
    void dataSurvivesAKillOfTheDatabase() throws SQLException {
        // given
        execute("subscription_service", "CREATE TABLE survivor AS SELECT 42 AS answer");

        // when
        infrastructure.postgres().kill();
        infrastructure.postgres().start();

        // then
        try (Connection connection = infrastructure.postgres().connect("subscription_service");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT answer FROM survivor")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isEqualTo(42);
        }
    }

    private static void execute(String role, String sql) throws SQLException {
        try (Connection connection = infrastructure.postgres().connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
