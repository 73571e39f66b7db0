package dev.nextup.ticket.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys, for commands that write with the reactive PostgreSQL client. */
final class ConnectionKeys implements KeyTable {

    /** In one order, so that two who claim the same keys do not wait for each other. */
    private static final String CLAIM_ALL =
            "INSERT INTO idempotency_key AS k (caller, method, path, key, request_hash)"
                    + " SELECT u.caller, u.method, u.path, u.key, u.hash"
                    + " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[])"
                    + "   AS u (caller, method, path, key, hash)"
                    + " ORDER BY u.caller, u.method, u.path, u.key"
                    + IF_FREE;

    private static final String REMEMBER_ALL =
            "UPDATE idempotency_key k SET answer = u.answer"
                    + " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])"
                    + "   AS u (caller, method, path, key, answer)"
                    + " WHERE k.caller = u.caller AND k.method = u.method AND k.path = u.path"
                    + " AND k.key = u.key";

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

    /** Whether all were free. */
    Uni<Boolean> claimAll(List<IdempotentCall> calls) {
        var hashes =
                calls.stream()
                        .map(call -> hash(call).getDelegate())
                        .toArray(io.vertx.core.buffer.Buffer[]::new);
        return connection
                .preparedQuery(CLAIM_ALL)
                .execute(identities(calls, hashes))
                .map(rows -> rows.rowCount() == calls.size());
    }

    /**
     * @param answers one for each
     */
    Uni<Void> rememberAll(List<IdempotentCall> calls, List<@Nullable String> answers) {
        return connection
                .preparedQuery(REMEMBER_ALL)
                .execute(identities(calls, answers.toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static Tuple identities(List<IdempotentCall> calls, Object fifth) {
        return Tuple.of(
                texts(calls, IdempotentCall::caller),
                texts(calls, IdempotentCall::method),
                texts(calls, IdempotentCall::path),
                texts(calls, IdempotentCall::key),
                fifth);
    }

    private static String[] texts(
            List<IdempotentCall> calls, Function<IdempotentCall, String> text) {
        return calls.stream().map(text).toArray(String[]::new);
    }

    private static Buffer hash(IdempotentCall call) {
        return Buffer.buffer(call.requestHash());
    }

    private static Tuple identity(IdempotentCall call) {
        return Tuple.of(call.caller(), call.method(), call.path(), call.key());
    }
}
