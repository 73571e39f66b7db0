package dev.nextup.ticket.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.http.IdempotencyKey;
import dev.nextup.ticket.group.ApartException;
import dev.nextup.ticket.idempotency.IdempotentCall.Identity;
import dev.nextup.ticket.idempotency.KeyTable.Remembered;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the answers of commands for 24 hours, in the transaction of the command itself: a key
 * is taken if and only if the command happened. A parallel use of the same key waits on the unique
 * index for the first to commit and then repeats its answer; if the first was refused, its key
 * vanished with it and the second is tried for real.
 */
@ApplicationScoped
public class IdempotencyKeys {

    private static final String FORGET =
            "DELETE FROM idempotency_key WHERE created_at < now() - interval '24 hours'";

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
        return once(Uni.createFrom().item(() -> new ConnectionKeys(connection)), call, type, work);
    }

    /**
     * As {@link #once}, for commands that are done together. Fails with {@link ApartException} when
     * one of them may not be new: nothing is done then, and each must be looked at alone.
     *
     * @param calls one for each command, empty where the client did not ask for it
     * @param work all the commands, with an answer for each in their order
     * @param remembered what is remembered of an answer
     */
    public <T> Uni<List<T>> onceEach(
            SqlConnection connection,
            List<Optional<IdempotentCall>> calls,
            Supplier<Uni<List<T>>> work,
            Function<T, Optional<?>> remembered) {
        List<IdempotentCall> keys = calls.stream().flatMap(Optional::stream).toList();
        if (keys.isEmpty()) {
            return work.get();
        }
        if (keys.stream().map(IdempotentCall::identity).distinct().count() < keys.size()) {
            return Uni.createFrom().failure(inUse());
        }
        ConnectionKeys table = new ConnectionKeys(connection);
        return table.claimAll(keys)
                .invoke(IdempotencyKeys::mustBeNew)
                .chain(() -> work.get())
                .call(answers -> table.rememberAll(keys, texts(calls, answers, remembered)));
    }

    /**
     * As {@link #once}, for commands that are done together as far as they can be. Those whose key
     * may not be new are left out, and whoever gets no answer has not used its key.
     *
     * @param calls one for each command, empty where the client did not ask for it
     * @param work the commands, where it is told which of them, by their place in the list, may be
     *     done; with the answer of each, empty where it was not done
     */
    public <T> Uni<List<Optional<T>>> onceEachPossible(
            SqlConnection connection,
            List<Optional<IdempotentCall>> calls,
            Function<IntPredicate, Uni<List<Optional<T>>>> work) {
        Map<Identity, Integer> first = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).isPresent()) {
                first.putIfAbsent(calls.get(i).get().identity(), i);
            }
        }
        if (first.isEmpty()) {
            return work.apply(i -> true);
        }
        List<IdempotentCall> keys =
                first.values().stream().map(i -> calls.get(i).orElseThrow()).toList();
        ConnectionKeys table = new ConnectionKeys(connection);
        return table.claimFree(keys)
                .chain(
                        free ->
                                work.apply(i -> isFirst(calls.get(i), i, first.values(), free))
                                        .call(answers -> settle(table, calls, answers, free)));
    }

    private static boolean isFirst(
            Optional<IdempotentCall> call,
            int index,
            Collection<Integer> first,
            Set<Identity> free) {
        return call.map(key -> free.contains(key.identity()) && first.contains(index)).orElse(true);
    }

    /** Remembers the answers there are and gives back the keys of the others. */
    private <T> Uni<Void> settle(
            ConnectionKeys table,
            List<Optional<IdempotentCall>> calls,
            List<Optional<T>> answers,
            Set<Identity> claimed) {
        List<IdempotentCall> answered = new ArrayList<>();
        List<@Nullable String> texts = new ArrayList<>();
        Set<Identity> unused = new HashSet<>(claimed);
        for (int i = 0; i < answers.size(); i++) {
            if (calls.get(i).isPresent() && answers.get(i).isPresent()) {
                answered.add(calls.get(i).get());
                texts.add(write(answers.get(i)));
                unused.remove(calls.get(i).get().identity());
            }
        }
        return table.rememberAll(answered, texts)
                .chain(
                        () ->
                                unused.isEmpty()
                                        ? Uni.createFrom().voidItem()
                                        : table.giveBack(unused));
    }

    private static ApartException inUse() {
        return new ApartException("an Idempotency-Key is in use");
    }

    private static void mustBeNew(boolean all) {
        if (!all) {
            throw inUse();
        }
    }

    private <T> List<@Nullable String> texts(
            List<Optional<IdempotentCall>> calls,
            List<T> answers,
            Function<T, Optional<?>> remembered) {
        List<@Nullable String> texts = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (calls.get(i).isPresent()) {
                texts.add(write(remembered.apply(answers.get(i))));
            }
        }
        return texts;
    }

    /** As {@link #once}, in the caller's transaction of Hibernate Reactive. */
    public <T> Uni<T> onceInSession(
            Optional<IdempotentCall> call, Class<T> type, Supplier<Uni<T>> work) {
        return once(
                        Panache.getSession().map(SessionKeys::new),
                        call,
                        type,
                        () -> work.get().map(Optional::of))
                .map(Optional::orElseThrow);
    }

    private <T> Uni<Optional<T>> once(
            Uni<? extends KeyTable> table,
            Optional<IdempotentCall> call,
            Class<T> type,
            Supplier<Uni<Optional<T>>> work) {
        return call.map(key -> table.chain(keys -> once(keys, key, type, work))).orElseGet(work);
    }

    private <T> Uni<Optional<T>> once(
            KeyTable keys, IdempotentCall key, Class<T> type, Supplier<Uni<Optional<T>>> work) {
        return keys.claim(key)
                .chain(
                        first ->
                                first
                                        ? work.get()
                                                .call(answer -> keys.remember(key, write(answer)))
                                        : keys.read(key).map(known -> answerOf(known, type)));
    }

    @Scheduled(every = "1h", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forgetOld() {
        return pool.query(FORGET).execute().replaceWithVoid();
    }

    private <T> Optional<T> answerOf(Remembered known, Class<T> type) {
        if (!known.sameRequest()) {
            throw IdempotencyKey.reused();
        }
        return Optional.ofNullable(known.answer()).map(text -> read(text, type));
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer is readable for 24 hours", e);
        }
    }

    private @Nullable String write(Optional<?> answer) {
        try {
            return answer.isEmpty() ? null : json.writeValueAsString(answer.get());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is always serialisable", e);
        }
    }
}
