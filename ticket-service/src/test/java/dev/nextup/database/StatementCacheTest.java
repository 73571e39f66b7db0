package dev.nextup.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatementCacheTest {

    private static final int TIMES = 3;

    @Inject Pool pool;

    @Test
    void a_statement_of_any_length_is_prepared_and_planned_once_per_connection() {
        String longOne = "SELECT $1::int + 0" + " + 0".repeat(1_000);
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            for (int i = 0; i < TIMES; i++) {
                connection.preparedQuery(longOne).executeAndAwait(Tuple.of(i));
            }

            Row known =
                    connection
                            .preparedQuery(
                                    "SELECT count(*), sum(generic_plans) FROM pg_prepared_statements WHERE statement = $1")
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
