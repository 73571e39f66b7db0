package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand wait. Asserts on what PostgreSQL reads, not on time: that is for deploy/bench, and
 * printed here for who looks.
 */
@QuarkusTest
class LongQueueTest {

    private static final int LENGTH = 10_000;
    private static final String INDEX = "ix_ticket_waiting";

    private static final String FILL =
            "INSERT INTO ticket (id, organization_id, service_id, issuing_service_id, service_day,"
                    + " series, number_in_series, number, status, created_at, version) SELECT"
                    + " gen_random_uuid(), s.organization_id, s.id, s.id, current_date, 1, n, 'OTH-' ||"
                    + " n, 'WAITING', now(), 1 FROM service s, generate_series(1, 10000) n WHERE s.id ="
                    + " $1 ORDER BY n";

    private static final String AT =
            "SELECT id FROM ticket WHERE service_id = $1 AND status = 'WAITING' ORDER BY order_key"
                    + " OFFSET $2 LIMIT 1";

    @Inject Pool pool;

    private UUID service;

    @BeforeEach
    void fill() {
        service = UUID.fromString(OtherOrganization.create(pool).serviceOfItsOwn());
        pool.preparedQuery(FILL).execute(Tuple.of(service)).await().indefinitely();
        pool.query("ANALYZE ticket").execute().await().indefinitely();
    }

    /** Whoever looks at rows, too, counts half as fast. */
    @Test
    void a_vacuum_comes_early_and_after_it_those_ahead_are_counted_by_the_index_alone() {
        assertThat(options()).contains("autovacuum_vacuum_insert_threshold=1000");
        UUID last = at(LENGTH - 1);
        assertThat(rowsLookedAt(last)).isPositive();

        // Nothing may be said of a page while somebody is in an older transaction.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> {
                            pool.query("VACUUM ticket").execute().await().indefinitely();
                            assertThat(rowsLookedAt(last)).isZero();
                        });

        System.out.printf("LongQueueTest: %d ahead, vacuumed, %.2f ms%n", LENGTH, fastest(last));
    }

    @Test
    void the_place_of_one_ticket_reads_those_ahead_and_nobody_else() {
        for (int ahead : new int[] {0, 4, 100, LENGTH - 1}) {
            for (String reading : new String[] {TicketSnapshots.ONE, TicketSnapshots.MANY}) {
                JsonNode plan = explained(reading, at(ahead));

                assertThat(rowsRead(plan))
                        .as("rows read with %d ahead by %s", ahead, plan)
                        .isEqualTo(ahead);
            }
            System.out.printf("LongQueueTest: %d ahead, %.2f ms%n", ahead, fastest(at(ahead)));
        }
    }

    /** A hall of open pages is read again at each call. */
    @Test
    void what_many_tickets_of_a_service_share_is_read_once_for_all() {
        UUID[] ids =
                pool
                        .preparedQuery("SELECT id FROM ticket WHERE service_id = $1 LIMIT 3000")
                        .execute(Tuple.of(service))
                        .await()
                        .indefinitely()
                        .stream()
                        .map(row -> row.getUUID(0))
                        .toArray(UUID[]::new);

        JsonNode plan = explained(TicketSnapshots.MANY, ids);

        System.out.printf(
                "LongQueueTest: 3000 of 10,000 at once, %.0f ms%n",
                plan.path("Execution Time").asDouble());
        JsonNode shared =
                plan.findParents("Subplan Name").stream()
                        .filter(node -> node.path("Subplan Name").asText().equals("CTE shared"))
                        .findFirst()
                        .orElseThrow();
        assertThat(shared.findParents("Subplan Name"))
                .hasSizeGreaterThan(1)
                .allMatch(node -> node.path("Actual Loops").asLong() <= 1);
        assertThat(rowsRead(plan)).as("nobody is counted twice").isLessThan(LENGTH);
    }

    @Test
    void calling_the_next_reads_those_who_are_called_and_nobody_else() {
        for (int together : new int[] {1, 5, TicketRepository.MOST_HEADS}) {
            JsonNode plan =
                    executed(
                            TicketRepository.LOCK_HEADS, "'{%s}', %d".formatted(service, together));

            assertThat(rowsRead(plan)).as("%d at once", together).isEqualTo(together);
        }
    }

    private String options() {
        return pool.query("SELECT reloptions::text FROM pg_class WHERE oid = 'ticket'::regclass")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }

    /** To learn whether the reader may see them. */
    private long rowsLookedAt(UUID ticket) {
        return explained(TicketSnapshots.ONE, ticket).findParents("Heap Fetches").stream()
                .mapToLong(node -> node.path("Heap Fetches").asLong())
                .sum();
    }

    private UUID at(int ahead) {
        return pool.preparedQuery(AT)
                .execute(Tuple.of(service, (long) ahead))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getUUID(0);
    }

    /** In the database, of ten: whatever else the machine does only makes it slower. */
    private double fastest(UUID ticket) {
        return IntStream.range(0, 10)
                .mapToObj(i -> explained(TicketSnapshots.ONE, ticket))
                .mapToDouble(plan -> plan.path("Execution Time").asDouble())
                .min()
                .orElseThrow();
    }

    private JsonNode explained(String sql, UUID... ids) {
        String list = Stream.of(ids).map(UUID::toString).collect(Collectors.joining(","));
        return executed(
                sql, sql.equals(TicketSnapshots.ONE) ? "'" + list + "'" : "'{" + list + "}'");
    }

    /** As the service executes it: by a plan that knows no value. */
    private JsonNode executed(String sql, String values) {
        String plan =
                pool.withConnection(
                                c ->
                                        c.query("PREPARE explained AS " + sql)
                                                .execute()
                                                .chain(() -> c.query(explain(values)).execute())
                                                .eventually(
                                                        () ->
                                                                c.query("DEALLOCATE explained")
                                                                        .execute()))
                        .await()
                        .indefinitely()
                        .iterator()
                        .next()
                        .getValue(0)
                        .toString();
        try {
            return new JsonMapper().readTree(plan).path(0);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String explain(String values) {
        return "EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) EXECUTE explained (" + values + ")";
    }

    /** By the queue's index, those it reads in vain included. */
    private static long rowsRead(JsonNode plan) {
        long rows = 0;
        for (JsonNode node : plan.findParents("Node Type")) {
            boolean wholeTable = node.path("Node Type").asText().equals("Seq Scan");
            assertThat(wholeTable && node.path("Relation Name").asText().equals("ticket"))
                    .isFalse();
            if (node.path("Index Name").asText().equals(INDEX)) {
                long each =
                        node.path("Actual Rows").asLong()
                                + node.path("Rows Removed by Filter").asLong()
                                + node.path("Rows Removed by Index Recheck").asLong();
                rows += each * node.path("Actual Loops").asLong();
            }
        }
        return rows;
    }
}
