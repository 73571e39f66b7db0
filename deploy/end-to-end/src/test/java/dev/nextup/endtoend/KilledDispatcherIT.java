package dev.nextup.endtoend;

import dev.nextup.endtoend.Command.Kind;
import dev.nextup.local.process.ServiceProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The dispatcher is killed with SIGKILL forty times while customers take tickets, subscribe and are
 * called: half the time at the very moment a call was answered, half the time up to 400 ms later,
 * when its push is being planned, sent or written down. Its successor starts at once, in its place
 * in the Kafka group. {@code -Dnextup.dispatchers=2} kills two replicas in turn.
 *
 * <p>The seed is printed; {@code -Dnextup.seed} repeats its choices (not the machine's timing), and
 * {@code -Dnextup.kills} makes a shorter or a longer night of it. A call's deadline is five
 * minutes, and every call is accounted for by itself: the run may take longer than one.
 */
@Tag("alone")
class KilledDispatcherIT {

    private static final int KILLS = Integer.getInteger("nextup.kills", 40);
    private static final int DISPATCHERS = Integer.getInteger("nextup.dispatchers", 1);
    private static final int LONGEST_LIFE_MILLIS = 400;
    private static final int VISITORS = 2;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** What a killed process was sending may be taken over by another only when it must be dead. */
    private static final Duration LAST_PUSHES = Duration.ofSeconds(90);

    private final long seed = Long.getLong("nextup.seed", System.nanoTime() & 0xffff_ffffL);

    @Test
    void forty_kills_lose_no_call_and_a_repeat_cannot_be_told_from_the_first() throws Exception {
        long begin = System.nanoTime();
        try (NotifiedOffice office = NotifiedOffice.open(DISPATCHERS)) {
            Visits visits = new Visits(office);
            try (Traffic traffic = visits.traffic(VISITORS, seed)) {
                traffic.start(PAUSE);
                killAll(office.dispatchers(), visits.ledger());
                traffic.finish();
            }
            String calls = CallAccount.mustBalance(office, visits, LAST_PUSHES);
            String events = Witnesses.mustAgree(office.system(), visits.ledger(), LAST_PUSHES);
            System.out.printf(
                    "KilledDispatcherIT: seed %d, %d kills, %s, %s, %d s%n",
                    seed,
                    KILLS,
                    calls,
                    events,
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        }
    }

    private void killAll(List<ServiceProcess> dispatchers, Ledger ledger) {
        Random random = new Random(seed + 1_000);
        for (int kills = 0; kills < KILLS; kills++) {
            ServiceProcess dispatcher = dispatchers.get(kills % dispatchers.size());
            momentOfDeath(ledger, random).join();
            dispatcher.kill();
            dispatcher.start();
            dispatcher.awaitReady(RunningOffice.START_LIMIT);
        }
    }

    private static CompletableFuture<Void> momentOfDeath(Ledger ledger, Random random) {
        int life = random.nextBoolean() ? 0 : random.nextInt(LONGEST_LIFE_MILLIS + 1);
        return ledger.nextAnswerTo(Kind.CALL)
                .thenRunAsync(
                        () -> {}, CompletableFuture.delayedExecutor(life, TimeUnit.MILLISECONDS));
    }
}
