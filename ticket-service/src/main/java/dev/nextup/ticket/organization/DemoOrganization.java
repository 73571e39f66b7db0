package dev.nextup.ticket.organization;

import dev.nextup.ticket.access.DemoMembers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Creates the organisation `demo` at start, once: ids follow from names, and a row that is there is
 * left alone, so that restarts and parallel replicas change nothing.
 */
@ApplicationScoped
class DemoOrganization {

    private static final Logger LOG = Logger.getLogger(DemoOrganization.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final UUID ORGANIZATION = id("demo");
    private static final UUID BRANCH = id("demo/main");
    private static final UUID CITIZENS = id("demo/main/citizens");
    private static final UUID PERMITS = id("demo/main/permits");

    private final boolean wanted;
    private final Pool pool;

    /**
     * @param wanted NEXTUP_DEMO; off by default, because everybody knows its passwords
     */
    DemoOrganization(
            @ConfigProperty(name = "nextup.demo", defaultValue = "false") boolean wanted,
            Pool pool) {
        this.wanted = wanted;
        this.pool = pool;
    }

    void create(@Observes StartupEvent event) {
        if (wanted) {
            // Made before the transaction: passwords take CPU time that an event loop does not
            // have.
            List<Insert> inserts =
                    List.of(
                            organization(),
                            branch(),
                            departments(),
                            services(),
                            counters(),
                            members());
            pool.withTransaction(connection -> runAll(connection, inserts))
                    .await()
                    .atMost(PATIENCE);
            LOG.warn("demo organisation is on: its passwords are public");
        }
    }

    private static Uni<Void> runAll(SqlConnection connection, List<Insert> inserts) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Insert insert : inserts) {
            done = done.chain(() -> run(connection, insert));
        }
        return done;
    }

    private static Insert organization() {
        Tuple row =
                Tuple.of(
                        ORGANIZATION,
                        "demo",
                        "Demo Town Hall",
                        "#1f6feb",
                        "Welcome! Take a ticket and put your phone away.",
                        new String[] {"en", "ar"});
        return new Insert(
                "organization (id, slug, name, primary_color, welcome_message, languages)",
                List.of(row));
    }

    private static Insert branch() {
        Tuple row = Tuple.of(BRANCH, ORGANIZATION, "Main Hall", "1 Market Square", "UTC");
        return new Insert("branch (id, organization_id, name, address, time_zone)", List.of(row));
    }

    private static Insert departments() {
        return new Insert(
                "department (id, organization_id, branch_id, name, description)",
                List.of(
                        department(
                                CITIZENS,
                                "Citizen Services",
                                "Identity cards and general questions"),
                        department(PERMITS, "Permits", "Building and trade permits")));
    }

    private static Tuple department(UUID id, String name, String description) {
        return Tuple.of(id, ORGANIZATION, BRANCH, name, description);
    }

    private static Insert services() {
        return new Insert(
                "service (id, organization_id, department_id, name, description, prefix)",
                List.of(
                        service(
                                CITIZENS,
                                "General Enquiries",
                                "Anything that does not fit elsewhere",
                                "GEN"),
                        service(
                                CITIZENS,
                                "Identity Cards",
                                "Apply for or collect an identity card",
                                "IDC"),
                        service(PERMITS, "Building Permits", "Applications and questions", "BLD")));
    }

    private static Tuple service(UUID department, String name, String description, String prefix) {
        return Tuple.of(
                id("demo/service/" + prefix), ORGANIZATION, department, name, description, prefix);
    }

    private static Insert counters() {
        return new Insert(
                "counter (id, organization_id, department_id, name)",
                List.of(
                        counter(CITIZENS, "Counter 1"),
                        counter(CITIZENS, "Counter 2"),
                        counter(PERMITS, "Counter 3"),
                        counter(PERMITS, "Counter 4")));
    }

    private static Tuple counter(UUID department, String name) {
        return Tuple.of(id("demo/counter/" + name), ORGANIZATION, department, name);
    }

    private static Insert members() {
        return new Insert(
                "member (id, organization_id, email, name, role, password_hash)",
                DemoMembers.rows(ORGANIZATION));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static Uni<Void> run(SqlConnection connection, Insert insert) {
        String values =
                IntStream.rangeClosed(1, insert.rows().get(0).size())
                        .mapToObj(i -> "$" + i)
                        .collect(Collectors.joining(", "));
        return connection
                .preparedQuery(
                        "INSERT INTO "
                                + insert.table()
                                + " VALUES ("
                                + values
                                + ") ON CONFLICT DO NOTHING")
                .executeBatch(insert.rows())
                .replaceWithVoid();
    }

    /**
     * Rows for one table.
     *
     * @param table name and columns
     */
    private record Insert(String table, List<Tuple> rows) {}
}
