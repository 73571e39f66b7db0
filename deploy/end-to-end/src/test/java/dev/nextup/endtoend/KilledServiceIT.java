package dev.nextup.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Two replicas are killed with SIGKILL forty times in all while clients use them: half the time at
 * a random moment after both are ready, half the time at the very moment a change was answered.
 * Most times one goes while the other serves, now and then both at once, so that the lease is taken
 * over from the dead, fenced and given to the reborn.
 *
 * <p>The seed is printed; {@code -Dnextup.seed} repeats its choices (not the machine's timing), and
 * {@code -Dnextup.kills} makes a shorter or a longer night of it.
 */
class KilledServiceIT {

    private static final int KILLS = Integer.getInteger("nextup.kills", 40);
    private static final int BOTH_EVERY = 10;
    private static final int LONGEST_LIFE_MILLIS = 400;
    private static final Duration PAUSE = Duration.ofMillis(25);

    private final long seed = Long.getLong("nextup.seed", System.nanoTime() & 0xffff_ffffL);
    private final Ledger ledger = new Ledger();
    private final Replicas replicas = new Replicas();

    @Test
    void forty_kills_lose_no_answered_change_and_tell_none_twice() throws Exception {
        long begin = System.nanoTime();
        try (RunningOffice office = RunningOffice.open()) {
            List<String> counters = office.table().counters(office.demo().citizens());
            try (Traffic traffic = new Traffic(office.demo(), counters, replicas, ledger, seed)) {
                office.clients().forEach(replicas::join);
                traffic.start(PAUSE);
                killAll(office);
                traffic.finish();
            }
            String numbers = Witnesses.mustAgree(office.system(), ledger, Duration.ofSeconds(60));
            System.out.printf(
                    "KilledServiceIT: seed %d, %d kills, %s, %d s%n",
                    seed,
                    KILLS,
                    numbers,
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        }
    }

    /** While one starts again, the other serves; now and then both are gone. */
    private void killAll(RunningOffice office) {
        Random random = new Random(seed + 1_000);
        for (int kills = 0; kills < KILLS; ) {
            int first = kills % office.replicas().size();
            boolean both = kills % BOTH_EVERY == BOTH_EVERY - 2;
            momentOfDeath(office.clients().get(first), random).join();
            List<Integer> victims = both ? List.of(first, 1 - first) : List.of(first);
            victims.parallelStream().forEach(victim -> kill(office, victim));
            victims.forEach(victim -> awaitReady(office, victim));
            kills += victims.size();
        }
    }

    private void kill(RunningOffice office, int victim) {
        office.replicas().get(victim).kill();
        replicas.leave(office.clients().get(victim));
        office.replicas().get(victim).start();
    }

    private void awaitReady(RunningOffice office, int victim) {
        office.replicas().get(victim).awaitReady(RunningOffice.START_LIMIT);
        replicas.join(office.clients().get(victim));
    }

    /** A random moment, and every other time the next answer after it. */
    private CompletableFuture<Void> momentOfDeath(TicketClient client, Random random) {
        int life = random.nextInt(LONGEST_LIFE_MILLIS + 1);
        CompletableFuture<Void> moment =
                CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(life, TimeUnit.MILLISECONDS));
        return random.nextBoolean()
                ? moment.thenCompose(ignored -> ledger.nextAnswerOf(client))
                : moment;
    }
}
