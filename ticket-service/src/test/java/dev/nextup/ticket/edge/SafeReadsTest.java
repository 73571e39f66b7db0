package dev.nextup.ticket.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.Demo;
import dev.nextup.ticket.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reading may do: show what is public to everybody, and change nothing at all. */
@QuarkusTest
class SafeReadsTest {

    /** What nobody but its holder or staff may learn. */
    private static final String SECRETS =
            "SELECT id::text FROM ticket UNION SELECT call_id::text FROM ticket WHERE call_id IS NOT NULL"
                    + " UNION SELECT id::text FROM member UNION SELECT email FROM member"
                    + " UNION SELECT name FROM member";

    @Inject Pool pool;

    private Demo demo;
    private JsonPath ticket;
    private String admin;
    private DocumentedReads reads;

    @BeforeEach
    void somebodyWaitsSomebodyIsCalledSomebodyIsGone() {
        demo = Demo.load();
        demo.drain("BLD");
        demo.takeTicket("BLD");
        String called = call();
        demo.takeTicket("BLD");
        demo.asClerk().post("/api/tickets/" + called + "/complete").then().statusCode(200);
        call();
        ticket = demo.takeTicket("BLD");
        demo.takeTicket("BLD");
        admin = TestTokens.staff(demo.organizationId, "admin");
        reads = new DocumentedReads(demo, ticket.getString("id"), admin);
    }

    @AfterEach
    void nobodyWaits() {
        demo.drain("BLD");
    }

    @Test
    void what_everybody_may_read_tells_no_ticket_no_call_and_no_member() throws Exception {
        List<String> secrets = column(SECRETS);
        List<String> open = new ArrayList<>();

        for (String path : reads.paths()) {
            DocumentedReads.Answer answer = reads.read(path, "");
            if (answer.status() == 200) {
                open.add(path);
                assertThat(secrets.stream().filter(answer.text()::contains))
                        .as("told to everybody by " + path)
                        .isEmpty();
            }
        }

        String board = "/api/queues/" + demo.service("BLD") + "/board";
        assertThat(open)
                .contains("/api/organizations/demo", board, board + "/events")
                .doesNotContain("/api/tickets/" + ticket.getString("id"));
    }

    @Test
    void a_holder_reads_of_no_ticket_but_their_own() throws Exception {
        String own = ticket.getString("id");
        List<String> others = column("SELECT id::text FROM ticket WHERE id <> '" + own + "'");
        String token = ticket.getString("token");

        for (String path : reads.paths()) {
            DocumentedReads.Answer answer = reads.read(path, token);
            if (answer.status() == 200) {
                assertThat(others.stream().filter(answer.text()::contains))
                        .as("told to a holder by " + path)
                        .isEmpty();
            }
        }
    }

    @Test
    void no_read_of_the_document_changes_a_row() throws Exception {
        List<String> paths = reads.paths();
        Map<String, String> before = StoredRows.digests(pool);

        for (String path : paths) {
            for (String token : List.of("", ticket.getString("token"), admin)) {
                assertThat(reads.read(path, token).status()).as(path).isLessThan(500);
            }
        }

        assertThat(paths).hasSizeGreaterThan(10);
        assertThat(StoredRows.digests(pool)).isEqualTo(before);
    }

    private List<String> column(String sql) {
        return StreamSupport.stream(
                        pool.query(sql).execute().await().indefinitely().spliterator(), false)
                .map((Row row) -> row.getString(0))
                .toList();
    }

    private String call() {
        return given().spec(demo.asClerk())
                .post("/api/queues/" + demo.service("BLD") + "/call-next")
                .path("id");
    }
}
