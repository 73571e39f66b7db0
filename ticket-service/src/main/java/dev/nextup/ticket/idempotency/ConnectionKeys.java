package dev.nextup.ticket.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The keys, for commands that write with the reactive PostgreSQL client. */
final class ConnectionKeys implements KeyTable {

    private final SqlConnection connection;

    ConnectionKeys(SqlConnection connection) {
        this.connection = connection;
    }

    @Override
    public Uni<Boolean> claim(IdempotentCall call) {
        return connection
                .preparedQuery(CLAIM)
                .execute(identity(call).addBuffer(hash(call)))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Remembered> read(IdempotentCall call) {
        return connection
                .preparedQuery(READ)
                .execute(identity(call).addBuffer(hash(call)))
                .map(
                        rows -> {
                            Row row = rows.iterator().next();
                            return new Remembered(row.getBoolean(0), row.getString(1));
                        });
    }

    @Override
    public Uni<Void> remember(IdempotentCall call, @Nullable String answer) {
        return connection
                .preparedQuery(REMEMBER)
                .execute(identity(call).addString(answer))
                .replaceWithVoid();
    }

    private static Buffer hash(IdempotentCall call) {
        return Buffer.buffer(call.requestHash());
    }

    private static Tuple identity(IdempotentCall call) {
        return Tuple.of(call.caller(), call.method(), call.path(), call.key());
    }
}
