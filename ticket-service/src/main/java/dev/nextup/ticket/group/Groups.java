package dev.nextup.ticket.group;

import dev.nextup.problem.RejectedException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does together what would wait for one lock: who comes while work under the same key is under way
 * is part of the next group. Nobody waits for others to come; who finds nothing under way begins at
 * once, alone.
 *
 * <p>A group that is refused ({@link RejectedException}) because of one of its members, or fails
 * with {@link ApartException}, has done nothing: the work is then done for each alone, and each
 * gets its own answer or refusal. Any other failure is of all, and each gets it.
 *
 * @param <K> what those in each other's way have in common
 * @param <I> what each wants
 * @param <O> what each gets
 */
public final class Groups<K, I, O> {

    /** Work that has not ended by then holds nobody up any longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int most;
    private final Function<I, Uni<O>> alone;
    private final Function<List<I>, Uni<List<O>>> together;

    /** Of each key under which work is under way, who waits for it. */
    private final Map<K, Queue<Member<I, O>>> waiting = new HashMap<>();

    /**
     * @param most of a group: all of it holds the lock until the last is done
     * @param alone does the work of one
     * @param together does the work of several, all of it or nothing, with an answer for each in
     *     their order
     */
    public Groups(int most, Function<I, Uni<O>> alone, Function<List<I>, Uni<List<O>>> together) {
        this.most = most;
        this.alone = alone;
        this.together = together;
    }

    /** The answer comes on the context that asks. */
    public Uni<O> join(K key, I item) {
        return Uni.createFrom()
                .emitter(
                        emitter -> enter(key, new Member<>(item, emitter, Vertx.currentContext())));
    }

    private void enter(K key, Member<I, O> member) {
        synchronized (waiting) {
            Queue<Member<I, O>> queue = waiting.get(key);
            if (queue != null) {
                queue.add(member);
                return;
            }
            waiting.put(key, new ArrayDeque<>());
        }
        work(key, List.of(member));
    }

    private void work(K key, List<Member<I, O>> group) {
        Uni<Void> work = group.size() == 1 ? workAlone(group.get(0)) : workTogether(group);
        work.subscribe().with(done -> next(key), failed -> next(key));
    }

    private void next(K key) {
        List<Member<I, O>> group = new ArrayList<>();
        synchronized (waiting) {
            Queue<Member<I, O>> queue = Objects.requireNonNull(waiting.get(key));
            while (group.size() < most && !queue.isEmpty()) {
                group.add(queue.remove());
            }
            if (group.isEmpty()) {
                waiting.remove(key);
                return;
            }
        }
        group.get(0).run(() -> work(key, group));
    }

    private Uni<Void> workAlone(Member<I, O> member) {
        return patiently(() -> alone.apply(member.item()))
                .onItemOrFailure()
                .transformToUni(
                        (answer, failure) -> {
                            member.answer(answer, failure);
                            return Uni.createFrom().voidItem();
                        });
    }

    private Uni<Void> workTogether(List<Member<I, O>> group) {
        return patiently(() -> together.apply(group.stream().map(Member::item).toList()))
                .invoke(
                        answers -> {
                            for (int i = 0; i < group.size(); i++) {
                                group.get(i).answer(answers.get(i), null);
                            }
                        })
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> withoutGroup(group, failure));
    }

    private Uni<Void> withoutGroup(List<Member<I, O>> group, Throwable failure) {
        if (failure instanceof RejectedException || failure instanceof ApartException) {
            return Uni.join()
                    .all(group.stream().map(this::workAlone).toList())
                    .andCollectFailures()
                    .replaceWithVoid();
        }
        group.forEach(member -> member.answer(null, failure));
        return Uni.createFrom().voidItem();
    }

    private static <T> Uni<T> patiently(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().<T>deferred(work).ifNoItem().after(PATIENCE).fail();
    }

    /**
     * One of a group.
     *
     * @param context where the answer is waited for; null on a thread that is not of Vert.x
     */
    private record Member<I, O>(I item, UniEmitter<? super O> emitter, @Nullable Context context) {

        void answer(@Nullable O answer, @Nullable Throwable failure) {
            run(
                    () -> {
                        if (failure == null) {
                            emitter.complete(answer);
                        } else {
                            emitter.fail(failure);
                        }
                    });
        }

        void run(Runnable action) {
            if (context == null) {
                action.run();
            } else {
                context.runOnContext(nothing -> action.run());
            }
        }
    }
}
