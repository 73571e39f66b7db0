package dev.nextup.ticket.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers the answers of commands for 24 hours, in the transaction of the command itself: a key
 * is taken if and only if the command happened. A parallel use of the same key waits on the unique
 * index for the first to commit and then repeats its answer; if the first was refused, its key
 * vanished with it and the second is tried for real.
 */
@ApplicationScoped
public class IdempotencyKeys {

    private static final String CLAIM =
            "INSERT INTO idempotency_key AS k (caller, method, path, key, request_hash)"
                    + " VALUES ($1, $2, $3, $4, $5)"
                    + " ON CONFLICT ON CONSTRAINT pk_idempotency_key DO UPDATE"
                    + " SET request_hash = excluded.request_hash, answer = NULL, created_at = now()"
                    + " WHERE k.created_at < now() - interval '24 hours' RETURNING 1";

    private static final String READ =
            "SELECT request_hash, answer FROM idempotency_key"
                    + " WHERE caller = $1 AND method = $2 AND path = $3 AND key = $4";

    private static final String REMEMBER =
            "UPDATE idempotency_key SET answer = $5"
                    + " WHERE caller = $1 AND method = $2 AND path = $3 AND key = $4";

    private static final String FORGET =
            "DELETE FROM idempotency_key WHERE created_at < now() - interval '24 hours'";

    private static final Problem REUSED =
            Problem.of(
                            422,
                            "idempotency-key-reused",
                            "The Idempotency-Key was used for another request")
                    .withDetail(
                            "Use a new key for a new command; repeat a key only with the same body.");

    private final ObjectMapper json;
    private final Pool pool;

    IdempotencyKeys(ObjectMapper json, Pool pool) {
        this.json = json;
        this.pool = pool;
    }

    /**
     * Does the work, or repeats the answer of when it was done. Must be the first statement of the
     * command's transaction.
     *
     * @param call empty when the client did not ask for it: the work is simply done
     * @param type what the answer is read back as
     * @param work the command; an empty answer is remembered as such
     */
    public <T> Uni<Optional<T>> once(
            SqlConnection connection,
            Optional<IdempotentCall> call,
            Class<T> type,
            Supplier<Uni<Optional<T>>> work) {
        if (call.isEmpty()) {
            return work.get();
        }
        IdempotentCall key = call.get();
        return claim(connection, key)
                .chain(
                        first ->
                                first
                                        ? work.get()
                                                .call(answer -> remember(connection, key, answer))
                                        : repeat(connection, key, type));
    }

    @Scheduled(every = "1h", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forgetOld() {
        return pool.query(FORGET).execute().replaceWithVoid();
    }

    private static Uni<Boolean> claim(SqlConnection connection, IdempotentCall key) {
        return connection
                .preparedQuery(CLAIM)
                .execute(identity(key).addBuffer(Buffer.buffer(key.requestHash())))
                .map(rows -> rows.rowCount() == 1);
    }

    private <T> Uni<Optional<T>> repeat(
            SqlConnection connection, IdempotentCall key, Class<T> type) {
        return connection
                .preparedQuery(READ)
                .execute(identity(key))
                .map(rows -> answerOf(rows.iterator().next(), key, type));
    }

    private <T> Optional<T> answerOf(Row row, IdempotentCall key, Class<T> type) {
        if (!Arrays.equals(row.getBuffer("request_hash").getBytes(), key.requestHash())) {
            throw new RejectedException(() -> REUSED);
        }
        return Optional.ofNullable(row.getString("answer")).map(text -> read(text, type));
    }

    private <T> Uni<Void> remember(
            SqlConnection connection, IdempotentCall key, Optional<T> answer) {
        Tuple parameters = identity(key).addString(answer.map(this::write).orElse(null));
        return connection.preparedQuery(REMEMBER).execute(parameters).replaceWithVoid();
    }

    private static Tuple identity(IdempotentCall key) {
        return Tuple.of(key.caller(), key.method(), key.path(), key.key());
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer is readable for 24 hours", e);
        }
    }

    private String write(Object answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always serialisable", e);
        }
    }
}
