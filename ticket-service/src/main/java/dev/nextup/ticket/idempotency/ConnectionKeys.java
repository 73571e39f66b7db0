package dev.nextup.ticket.idempotency;

import dev.nextup.ticket.idempotency.IdempotentCall.Identity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
                    + IF_FREE
                    + " RETURNING k.caller, k.method, k.path, k.key";

    private static final String GIVE_BACK =
            "DELETE FROM idempotency_key k"
                    + " USING unnest($1::text[], $2::text[], $3::text[], $4::text[])"
                    + "   AS u (caller, method, path, key)"
                    + " WHERE k.caller = u.caller AND k.method = u.method AND k.path = u.path"
                    + " AND k.key = u.key";

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
        return claimFree(calls).map(free -> free.size() == calls.size());
    }

    /**
     * Takes those that are free. Waits for the end of other transactions that have taken one.
     *
     * @param calls each with another key
     */
    Uni<Set<Identity>> claimFree(List<IdempotentCall> calls) {
        var hashes =
                calls.stream()
                        .map(call -> hash(call).getDelegate())
                        .toArray(io.vertx.core.buffer.Buffer[]::new);
        return connection
                .preparedQuery(CLAIM_ALL)
                .execute(columns(identities(calls)).addValue(hashes))
                .map(
                        rows -> {
                            Set<Identity> free = new HashSet<>();
                            for (Row row : rows) {
                                free.add(
                                        new Identity(
                                                row.getString(0),
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3)));
                            }
                            return free;
                        });
    }

    /**
     * @param answers one for each
     */
    Uni<Void> rememberAll(List<IdempotentCall> calls, List<@Nullable String> answers) {
        if (calls.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(REMEMBER_ALL)
                .execute(
                        columns(identities(calls)).addArrayOfString(answers.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Lets go of keys that were claimed in this transaction. */
    Uni<Void> giveBack(Collection<Identity> keys) {
        return connection.preparedQuery(GIVE_BACK).execute(columns(keys)).replaceWithVoid();
    }

    private static List<Identity> identities(List<IdempotentCall> calls) {
        return calls.stream().map(IdempotentCall::identity).toList();
    }

    private static Tuple columns(Collection<Identity> keys) {
        return Tuple.of(
                texts(keys, Identity::caller),
                texts(keys, Identity::method),
                texts(keys, Identity::path),
                texts(keys, Identity::key));
    }

    private static String[] texts(Collection<Identity> keys, Function<Identity, String> text) {
        return keys.stream().map(text).toArray(String[]::new);
    }

    private static Buffer hash(IdempotentCall call) {
        return Buffer.buffer(call.requestHash());
    }

    private static Tuple identity(IdempotentCall call) {
        return Tuple.of(call.caller(), call.method(), call.path(), call.key());
    }
}
