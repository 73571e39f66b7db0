package dev.nextup.ticket.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupsTest {

    private static final int MOST = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Each ends when the test says so. */
    private final List<List<Integer>> begun = new ArrayList<>();

    private final List<UniEmitter<? super List<String>>> running = new ArrayList<>();
    private final Groups<String, Integer, String> groups =
            new Groups<>(
                    MOST, item -> work(List.of(item)).map(answers -> answers.get(0)), this::work);

    @Test
    void who_finds_nobody_begins_at_once_and_who_comes_meanwhile_is_the_next_group() {
        CompletableFuture<String> first = join("a", 1);
        CompletableFuture<String> second = join("a", 2);
        CompletableFuture<String> third = join("a", 3);
        assertThat(begun).containsExactly(List.of(1));

        end(0);
        assertThat(first).isCompletedWithValue("answer 1");
        assertThat(begun).containsExactly(List.of(1), List.of(2, 3));
        assertThat(second).isNotDone();

        end(1);
        assertThat(second).isCompletedWithValue("answer 2");
        assertThat(third).isCompletedWithValue("answer 3");
    }

    @Test
    void others_keys_do_not_wait() {
        assertThat(join("a", 1)).isNotDone();
        assertThat(join("b", 2)).isNotDone();

        assertThat(begun).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void a_group_is_never_larger_than_its_limit() {
        assertThat(join("a", 0)).isNotDone();
        IntStream.rangeClosed(1, MOST + 1).forEach(i -> assertThat(join("a", i)).isNotDone());

        end(0);
        end(1);

        assertThat(begun).extracting(List::size).containsExactly(1, MOST, 1);
    }

    @Test
    void what_fails_for_one_is_done_for_each_alone() {
        assertThat(join("a", 1)).isNotDone();
        CompletableFuture<String> second = join("a", 2);
        CompletableFuture<String> third = join("a", 3);
        end(0);

        fail(1, new ApartException("of 3"));
        assertThat(begun.subList(2, 4)).containsExactly(List.of(2), List.of(3));
        fail(3, new ApartException("of 3"));
        CompletableFuture<String> fourth = join("a", 4);
        end(2);

        assertThat(second).isCompletedWithValue("answer 2");
        assertThatThrownBy(third::join).hasRootCauseMessage("of 3");
        end(4);
        assertThat(fourth).isCompletedWithValue("answer 4");
    }

    @Test
    void what_fails_for_all_is_not_tried_for_each_and_holds_nobody_up() {
        assertThat(join("a", 1)).isNotDone();
        CompletableFuture<String> second = join("a", 2);
        CompletableFuture<String> third = join("a", 3);
        end(0);

        fail(1, new IllegalStateException("the database is away"));

        assertThatThrownBy(second::join).hasRootCauseMessage("the database is away");
        assertThatThrownBy(third::join).hasRootCauseMessage("the database is away");
        assertThat(begun).hasSize(2);
        assertThat(join("a", 4)).isNotDone();
        assertThat(begun).last().isEqualTo(List.of(4));
    }

    @Test
    void an_answer_comes_on_the_context_that_asked() {
        Vertx vertx = Vertx.vertx();
        try {
            CompletableFuture<Context> asked = new CompletableFuture<>();
            CompletableFuture<Context> answered = new CompletableFuture<>();
            vertx.getOrCreateContext()
                    .runOnContext(
                            nothing -> {
                                groups.join("a", 1)
                                        .subscribe()
                                        .with(a -> answered.complete(Vertx.currentContext()));
                                asked.complete(Vertx.currentContext());
                            });
            assertThat(asked).succeedsWithin(PATIENCE);

            end(0);

            assertThat(answered).succeedsWithin(PATIENCE).isSameAs(asked.join());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void of_many_threads_each_gets_its_own_answer_and_no_two_groups_work_at_a_time()
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        ExecutorService askers = Executors.newFixedThreadPool(32);
        AtomicInteger atWork = new AtomicInteger();
        ConcurrentLinkedQueue<Integer> together = new ConcurrentLinkedQueue<>();
        Groups<String, Integer, Integer> real =
                new Groups<>(
                        MOST,
                        item -> later(threads, atWork, together, List.of(item)).map(a -> a.get(0)),
                        items -> later(threads, atWork, together, items));
        try {
            List<Callable<Integer>> all =
                    IntStream.range(0, 2_000)
                            .<Callable<Integer>>mapToObj(
                                    i -> () -> real.join("a", i).await().atMost(PATIENCE))
                            .toList();

            List<Future<Integer>> answers = askers.invokeAll(all);
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(-i);
            }
            assertThat(together).containsOnly(1);
        } finally {
            askers.shutdownNow();
            threads.shutdownNow();
        }
    }

    private static Uni<List<Integer>> later(
            ExecutorService threads,
            AtomicInteger atWork,
            ConcurrentLinkedQueue<Integer> together,
            List<Integer> items) {
        return Uni.createFrom()
                .item(
                        () -> {
                            together.add(atWork.incrementAndGet());
                            List<Integer> answers = items.stream().map(i -> -i).toList();
                            atWork.decrementAndGet();
                            return answers;
                        })
                .runSubscriptionOn(threads);
    }

    private CompletableFuture<String> join(String key, int item) {
        return groups.join(key, item).subscribeAsCompletionStage();
    }

    private Uni<List<String>> work(List<Integer> items) {
        begun.add(items);
        return Uni.createFrom().emitter(running::add);
    }

    private void end(int work) {
        running.get(work).complete(begun.get(work).stream().map(i -> "answer " + i).toList());
    }

    private void fail(int work, Exception failure) {
        running.get(work).fail(failure);
    }
}
