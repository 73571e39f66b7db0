package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.Topics;
import dev.nextup.event.subscription.SubscriptionEvents;
import dev.nextup.event.ticket.TicketEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One story in one order of its records.
 *
 * @param order each entry a version, or {@link #BINDING}
 * @param values the records' values by entry: a duplicate is the same octets
 * @param received how many messages the browser had after each step
 */
record Rehearsal(
        Story story,
        List<Integer> order,
        InventedTicket ticket,
        SimulatedBrowser browser,
        List<byte[]> values,
        List<Integer> received) {

    static final int BINDING = 0;

    static Rehearsal of(Story story, List<Integer> order, SimulatedBrowser browser, String keyId) {
        InventedTicket ticket = InventedTicket.create();
        List<byte[]> values = new ArrayList<>();
        values.add(
                EventWriter.encode(
                        SubscriptionEvents.BINDINGS, ticket.id(), ticket.bound(browser, keyId)));
        IntStream.rangeClosed(1, story.lastVersion())
                .mapToObj(v -> story.event(ticket, v))
                .map(event -> EventWriter.encode(TicketEvents.TYPES, ticket.id(), event))
                .forEach(values::add);
        return new Rehearsal(story, order, ticket, browser, values, new ArrayList<>());
    }

    /** Writes the record of a step, if there are that many. */
    void play(int step, EventWriter writer) {
        if (step < order.size()) {
            int entry = order.get(step);
            writer.write(
                    entry == BINDING ? Topics.SUBSCRIPTION_EVENTS : Topics.TICKET_EVENTS,
                    ticket.id(),
                    values.get(entry));
        }
    }

    /** Counts what the browser has, now that the dispatcher has taken in the step's record. */
    int count() {
        int count = browser.messages().size();
        received.add(count);
        return count;
    }

    void mustHaveEndedRight() {
        List<Integer> told = browser.messages().stream().map(story::versionToldBy).toList();
        assertThat(told)
                .as("%s: each told once, nothing older after, nothing that came too late", this)
                .isSorted()
                .doesNotHaveDuplicates()
                .isSubsetOf(versionsThatCount());
        if (story.endsInSilence()) {
            int left = order.indexOf(story.lastVersion());
            assertThat(told).as("%s: silence", this).hasSize(received.get(left));
        } else {
            assertThat(told).as("%s: the last word", this).endsWith(story.lastVersion());
        }
    }

    /** Those higher than all that came before them. */
    private List<Integer> versionsThatCount() {
        List<Integer> counting = new ArrayList<>();
        int highest = 0;
        for (int version : order) {
            if (version > highest) {
                counting.add(version);
                highest = version;
            }
        }
        return counting;
    }

    @Override
    public String toString() {
        return story + " as " + order;
    }
}
