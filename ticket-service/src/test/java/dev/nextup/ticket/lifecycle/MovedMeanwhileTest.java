package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ticket is transferred while a command on it waits for the service it was at. */
@QuarkusTest
class MovedMeanwhileTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String LOCK_SERVICE =
            "SELECT 1 FROM service WHERE id = $1 FOR NO KEY UPDATE";

    private static final String WAITING_FOR =
            "SELECT 1 FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))";

    @Inject Pool pool;

    private Demo demo;
    private SqlConnection here;
    private SqlConnection there;

    @BeforeEach
    void open() {
        demo = Demo.load();
        demo.drain("BLD");
        demo.drain("GEN");
        here = pool.getConnectionAndAwait();
        there = pool.getConnectionAndAwait();
    }

    @AfterEach
    void close() {
        here.closeAndAwait();
        there.closeAndAwait();
        demo.drain("GEN");
    }

    @ParameterizedTest
    @CsvSource({"BLD, GEN", "GEN, BLD"})
    void the_command_lets_go_of_all_it_holds_before_it_waits_for_the_other_service(
            String from, String to) throws Exception {
        UUID ticket = UUID.fromString(demo.takeTicket(from).getString("id"));
        run(here, "BEGIN");
        run(here, LOCK_SERVICE, service(from));
        run(there, "BEGIN");
        run(there, LOCK_SERVICE, service(to));
        CompletableFuture<Response> hold =
                CompletableFuture.supplyAsync(
                        () -> new TicketDesk(demo).staff(ticket.toString(), "hold"));
        awaitSomebodyBehind(here);

        transfer(ticket, to);

        awaitSomebodyBehind(there);
        run(here, "SELECT 1 FROM service WHERE id = $1 FOR UPDATE NOWAIT", service(from));
        run(there, "SELECT 1 FROM ticket WHERE id = $1 FOR UPDATE NOWAIT", ticket);
        run(there, "COMMIT");
        Response held = hold.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(held.statusCode()).isEqualTo(200);
        assertThat(held.jsonPath().getString("serviceId")).isEqualTo(service(to).toString());
    }

    /** As a transfer does it, under the locks of both services. */
    private void transfer(UUID ticket, String to) {
        here.preparedQuery("UPDATE ticket SET service_id = $2 WHERE id = $1")
                .executeAndAwait(Tuple.of(ticket, service(to)));
        run(here, "COMMIT");
    }

    private void awaitSomebodyBehind(SqlConnection connection) {
        int holder =
                connection
                        .query("SELECT pg_backend_pid()")
                        .executeAndAwait()
                        .iterator()
                        .next()
                        .getInteger(0);
        await("a command that waits for a lock")
                .atMost(PATIENCE)
                .until(
                        () ->
                                pool.preparedQuery(WAITING_FOR)
                                                .executeAndAwait(Tuple.of(holder))
                                                .size()
                                        == 1);
    }

    private UUID service(String prefix) {
        return UUID.fromString(demo.service(prefix));
    }

    private static void run(SqlConnection connection, String sql) {
        connection.query(sql).executeAndAwait();
    }

    private static void run(SqlConnection connection, String sql, UUID id) {
        connection.preparedQuery(sql).executeAndAwait(Tuple.of(id));
    }
}
