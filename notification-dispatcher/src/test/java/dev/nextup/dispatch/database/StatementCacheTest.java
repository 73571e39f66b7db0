package dev.nextup.dispatch.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.PushServiceForTests;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class StatementCacheTest {

    /** More than the five after which PostgreSQL would keep a plan. */
    private static final int TIMES = 10;

    @Inject Pool pool;

    @Test
    void a_statement_of_any_length_is_prepared_once_and_planned_for_the_tables_as_they_are() {
        String longOne = "SELECT $1::int + 0" + " + 0".repeat(1_000);
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            for (int i = 0; i < TIMES; i++) {
                connection.preparedQuery(longOne).executeAndAwait(Tuple.of(i));
            }

            Row known =
                    connection
                            .preparedQuery(
                                    "SELECT count(*), sum(custom_plans) FROM pg_prepared_statements WHERE statement = $1")
                            .executeAndAwait(Tuple.of(longOne))
                            .iterator()
                            .next();

            assertThat(known.getLong(0)).isEqualTo(1);
            assertThat(known.getInteger(1)).isEqualTo(TIMES);
        } finally {
            connection.closeAndAwait();
        }
    }
}
