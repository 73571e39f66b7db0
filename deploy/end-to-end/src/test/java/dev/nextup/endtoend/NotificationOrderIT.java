package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.event.Topics;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.event.ticket.TicketEvents;
import dev.nextup.local.process.ServiceProcess;
import dev.nextup.local.push.PushService;
import dev.nextup.local.push.Settings;
import dev.nextup.test.LocalSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every order in which the dispatcher may hear of a ticket and of its browser ends right: all
 * permutations of the records of each story, those in which the ticket's own events keep their
 * order and those that no relay would write, once as they are and once repeated from the first to
 * the last.
 *
 * <p>All rehearsals go on side by side, one record each per step. A step is over when the
 * dispatcher has read both topics that far, which sentinels tell: one ticket more per partition,
 * whose call reaches its browser only when event and binding, both written last, have been taken
 * in.
 */
class NotificationOrderIT {

    private static final Duration TAKEN_IN = Duration.ofSeconds(60);

    /** Longer than a push takes once its event was taken in. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static LocalSystem system;
    private static PushService push;
    private static TicketClient browsers;
    private static ApplicationServerKey key;
    private static EventWriter writer;

    @BeforeAll
    static void startTheDispatcherAlone() throws Exception {
        system = LocalSystem.start();
        push = PushService.start(Settings.FOR_A_TEST);
        browsers = new TicketClient(URI.create(push.publicUrl()));
        ServiceProcess dispatcher = NotifiedOffice.patientDispatcher(system, 0);
        key =
                ApplicationServerKey.newestIn(
                        Path.of(dispatcher.spec().environment().get("NEXTUP_VAPID_KEYS_FILE")));
        dispatcher.start();
        dispatcher.awaitReady(RunningOffice.START_LIMIT);
        writer = new EventWriter(system.kafka().bootstrapServers());
    }

    @AfterAll
    static void stop() {
        writer.close();
        system.close();
        push.close();
    }

    @Test
    void every_order_of_a_tickets_events_and_its_binding_ends_with_the_last_word()
            throws Exception {
        List<Rehearsal> rehearsals = new ArrayList<>();
        for (Story story : Story.values()) {
            List<Integer> records =
                    IntStream.rangeClosed(Rehearsal.BINDING, story.lastVersion()).boxed().toList();
            for (List<Integer> order : permutations(records)) {
                rehearsals.add(rehearsal(story, order));
                rehearsals.add(rehearsal(story, twice(order)));
            }
        }
        int steps = rehearsals.stream().mapToInt(r -> r.order().size()).max().orElseThrow();

        for (int step = 0; step < steps; step++) {
            for (Rehearsal rehearsal : rehearsals) {
                rehearsal.play(step, writer);
            }
            awaitTakenIn();
            awaitQuiet(rehearsals);
            rehearsals.forEach(Rehearsal::count);
        }

        System.out.printf("NotificationOrderIT: %d rehearsals%n", rehearsals.size());
        assertThat(rehearsals).hasSizeGreaterThan(100).allSatisfy(Rehearsal::mustHaveEndedRight);
    }

    private static Rehearsal rehearsal(Story story, List<Integer> order) throws IOException {
        return Rehearsal.of(story, order, SimulatedBrowser.open(browsers, key), key.keyId());
    }

    private static void awaitTakenIn() throws IOException {
        List<SimulatedBrowser> sentinels = new ArrayList<>();
        for (int p = 0; p < Topics.TICKET_EVENTS.partitions(); p++) {
            SimulatedBrowser browser = SimulatedBrowser.open(browsers, key);
            InventedTicket ticket = InventedTicket.create();
            writer.write(
                    Topics.TICKET_EVENTS,
                    p,
                    ticket.id().toString(),
                    EventWriter.encode(TicketEvents.TYPES, ticket.id(), ticket.called(1)));
            writer.write(
                    Topics.SUBSCRIPTION_EVENTS,
                    p,
                    ticket.id().toString(),
                    EventWriter.encode(
                            SubscriptionEvents.BINDINGS,
                            ticket.id(),
                            ticket.bound(browser, key.keyId())));
            sentinels.add(browser);
        }
        await("both topics taken in")
                .atMost(TAKEN_IN)
                .until(() -> sentinels.stream().noneMatch(b -> b.messages().isEmpty()));
    }

    /** No browser receives anything for a while. */
    private static void awaitQuiet(List<Rehearsal> rehearsals) {
        List<Integer> last = new ArrayList<>(List.of(messagesOf(rehearsals)));
        await("no more messages")
                .pollInterval(QUIET)
                .pollDelay(QUIET)
                .atMost(TAKEN_IN)
                .until(
                        () -> {
                            int before = last.get(last.size() - 1);
                            last.add(messagesOf(rehearsals));
                            return last.get(last.size() - 1) == before;
                        });
    }

    private static int messagesOf(List<Rehearsal> rehearsals) {
        return rehearsals.stream().mapToInt(r -> r.browser().messages().size()).sum();
    }

    private static List<Integer> twice(List<Integer> order) {
        List<Integer> all = new ArrayList<>(order);
        all.addAll(order);
        return all;
    }

    private static List<List<Integer>> permutations(List<Integer> entries) {
        if (entries.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : entries) {
            List<Integer> others = new ArrayList<>(entries);
            others.remove(first);
            for (List<Integer> rest : permutations(others)) {
                List<Integer> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                all.add(order);
            }
        }
        return all;
    }
}
