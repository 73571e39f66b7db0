package dev.nextup.endtoend.localrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.local.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** One story, because a start costs ten seconds: each step begins where the last one ended. */
@Tag("alone")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalRunIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Path data;
    private static int port;
    private static LocalRunProcess run;

    @BeforeAll
    static void startOnce() throws IOException {
        Path parent = Files.createDirectories(Path.of("target/nextup-test").toAbsolutePath());
        data = Files.createTempDirectory(parent, "up-").resolve("data");
        port = eightPortsInARow();
        run = LocalRunProcess.start(data, port);
        run.awaitUp();
    }

    @AfterAll
    static void leaveNothingBehind() {
        run.forceEnd();
    }

    @Test
    @Order(1)
    void everyPartIsReadyBehindItsPort() throws Exception {
        for (int offset = 1; offset <= 4; offset++) {
            assertThat(status(port + offset, "/q/health/ready")).isEqualTo(200);
        }
        assertThat(status(port, "/q/openapi")).isEqualTo(200);
        assertThat(run.screen()).contains("http://localhost:" + port + "/q/openapi");
    }

    @Test
    @Order(1)
    void linksForOtherDevicesLeadToThePublicUrl() throws Exception {
        JsonNode demo = answer("/api/organizations/demo", "", null);
        String body =
                "{\"organizationId\":\"%s\",\"serviceId\":\"%s\"}"
                        .formatted(
                                demo.path("id").asText(),
                                demo.at("/branches/0/departments/0/services/0/id").asText());
        JsonNode ticket = answer("/api/tickets", "", body);
        String claimCode = "/api/tickets/" + ticket.path("id").asText() + "/claim-code";

        JsonNode link = answer(claimCode, ticket.path("token").asText(), "");

        assertThat(link.path("claimUrl").asText()).startsWith(LocalRunProcess.PUBLIC_URL + "/");
        assertThat(run.screen()).contains("links lead to   " + LocalRunProcess.PUBLIC_URL + "/");
    }

    @Test
    @Order(2)
    void aSecondUpOnTheSameDataSaysSoAndHarmsNothing() throws Exception {
        LocalRunProcess second = LocalRunProcess.start(data, eightPortsInARow());

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.screen()).contains("The data directory is in use by another `up`");
        assertThat(run.isAlive()).isTrue();
        assertThat(status(port + 1, "/q/health/ready")).isEqualTo(200);
    }

    @Test
    @Order(3)
    void aSecondUpOnTheSamePortSaysWhichAndHarmsNothing() throws Exception {
        LocalRunProcess second = LocalRunProcess.start(data.resolveSibling("other"), port);

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.screen()).contains("Port " + port + " is taken").contains("--port N");
        assertThat(status(port + 1, "/q/health/ready")).isEqualTo(200);
    }

    @Test
    @Order(4)
    void aServicesRoleCannotReadAnothersSchema() throws Exception {
        try (Connection connection = connectAs("subscription_service");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT * FROM ticket_service.x"))
                    .hasMessageContaining("permission denied for schema ticket_service");
        }
    }

    @Test
    @Order(5)
    void aKilledServiceIsReportedAndStartedAgain() throws Exception {
        ProcessHandle killed = run.part("subscription-service");

        killed.destroyForcibly();

        await().atMost(LIMIT).until(() -> run.screen().contains("ok subscription-service again"));
        assertThat(run.screen()).contains("subscription-service ended (exit code 137)");
        assertThat(run.part("subscription-service").pid()).isNotEqualTo(killed.pid());
        assertThat(status(port + 2, "/q/health/ready")).isEqualTo(200);
    }

    @Test
    @Order(6)
    void afterAKillOfTheLauncherUpTakesOverAndTheDataIsThere() throws Exception {
        // given
        execute("CREATE TABLE survivor (word text)");
        ProcessHandle postgres = run.part("postgresql");

        // when
        run.signal("KILL");
        run.awaitExit();
        run = LocalRunProcess.start(data, port);
        run.awaitUp();

        // then
        execute("INSERT INTO survivor VALUES ('still here')");
        assertThat(postgres.isAlive()).isFalse();
    }

    @Test
    @Order(7)
    void sigtermStopsEverythingInOrderAndExitsWithZero() throws Exception {
        run.signal("TERM");

        assertThat(run.awaitExit()).isZero();
        assertThat(run.screen())
                .containsSubsequence("services stopped", "Kafka stopped", "PostgreSQL stopped");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(run.survivors()).isEmpty());
    }

    @Test
    @Order(8)
    void sigintDuringTheStartExitsWithZeroAndLeavesNothing() throws Exception {
        run = LocalRunProcess.start(data, port);
        await().atMost(LIMIT).until(() -> run.screen().contains("ok Kafka"));

        run.signal("INT");
        run.signal("INT");

        assertThat(run.awaitExit()).isZero();
        assertThat(run.screen()).doesNotContain("nextup is up");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(run.survivors()).isEmpty());
    }

    private static int status(int at, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + at + path);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(LIMIT).build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** Through the gateway; posted unless there is no body. */
    private static JsonNode answer(String path, String token, @Nullable String body)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        return new ObjectMapper()
                .readTree(
                        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = connectAs("ticket_service");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connectAs(String role) throws IOException, SQLException {
        String password =
                Files.readString(data.resolve("secrets").resolve(role + ".password")).strip();
        String url = "jdbc:postgresql://127.0.0.1:" + (port + 5) + "/nextup?currentSchema=" + role;
        return DriverManager.getConnection(url, role, password);
    }

    private static int eightPortsInARow() {
        return FreePorts.find(20).stream()
                .filter(first -> first < 65_000)
                .filter(first -> IntStream.range(first, first + 8).allMatch(FreePorts::isFree))
                .findFirst()
                .orElseThrow();
    }
}
