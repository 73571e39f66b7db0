package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Every call of a subscribed ticket, what its browser received of it, and what the dispatcher wrote
 * down: three accounts that must tell one story. Each ticket is called once.
 */
final class CallAccount {

    private static final String YOUR_TURN = "your_turn";

    private final Map<UUID, Customer> called;
    private final NotificationLog log;
    private int repeats;

    private CallAccount(Map<UUID, Customer> called, NotificationLog log) {
        this.called = called;
        this.log = log;
    }

    /**
     * Waits until everybody who was called has been told, then compares.
     *
     * @param patience how long the last may have to wait; their calls' deadline is five minutes
     * @return one line of numbers
     */
    static String mustBalance(NotifiedOffice office, Visits visits, Duration patience)
            throws Exception {
        assertThat(visits.ledger().surprises()).as("answers nobody should see").isEmpty();
        CallAccount account = new CallAccount(visits.called(), office.log());
        assertThat(account.called).as("calls of subscribed tickets").isNotEmpty();
        account.awaitEverybodyTold(patience);
        account.repeatsCannotBeToldFromTheFirst();
        account.logHasOneAcceptedDeliveryPerCall(patience);
        account.tableHasOneSuccessPerCall();
        return "%d calls of subscribed tickets, %d repeats on the wire"
                .formatted(account.called.size(), account.repeats);
    }

    private void awaitEverybodyTold(Duration patience) {
        List<Customer> waiting = new ArrayList<>(called.values());
        await("your_turn to everybody who was called")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> {
                            waiting.removeIf(c -> !c.browser().messages(YOUR_TURN).isEmpty());
                            assertThat(waiting.stream().map(Customer::number))
                                    .as("called and not told")
                                    .isEmpty();
                        });
    }

    /** A person sees one: a repeat replaces the first wherever that still is. */
    private void repeatsCannotBeToldFromTheFirst() {
        called.values()
                .forEach(
                        customer -> {
                            List<PushedMessage> messages = customer.browser().messages();
                            List<PushedMessage> turns =
                                    messages.stream()
                                            .filter(m -> m.type().equals(YOUR_TURN))
                                            .toList();
                            assertThat(turns.stream().map(PushedMessage::identity).distinct())
                                    .as("topic, tag and delivery of %s", customer.number())
                                    .hasSize(1);
                            assertThat(
                                            messages.subList(
                                                    messages.indexOf(turns.get(0)),
                                                    messages.size()))
                                    .extracting(PushedMessage::type)
                                    .as("from your_turn of %s on", customer.number())
                                    .containsOnly(YOUR_TURN);
                            repeats += turns.size() - 1;
                        });
    }

    private void logHasOneAcceptedDeliveryPerCall(Duration patience) {
        await("deliveries written down")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> {
                            List<String> accepted =
                                    log.ofType(YOUR_TURN).stream()
                                            .filter(
                                                    i ->
                                                            i.path("status")
                                                                    .asText()
                                                                    .equals("ACCEPTED"))
                                            .filter(i -> called.containsKey(ticketOf(i)))
                                            .map(i -> i.path("deliveryId").asText())
                                            .toList();
                            assertThat(accepted).containsExactlyInAnyOrderElementsOf(received());
                        });
    }

    private void tableHasOneSuccessPerCall() throws Exception {
        List<UUID> pushed =
                log.rows().stream()
                        .filter(row -> row.type().equals(YOUR_TURN) && row.isPushed())
                        .map(NotificationLog.Row::ticket)
                        .filter(called::containsKey)
                        .toList();
        assertThat(pushed).containsExactlyInAnyOrderElementsOf(called.keySet());
    }

    /** The deliveries that browsers know of, each once. */
    private Set<String> received() {
        return called.values().stream()
                .map(c -> c.browser().messages(YOUR_TURN).get(0).identity().deliveryId())
                .collect(Collectors.toSet());
    }

    private static UUID ticketOf(JsonNode item) {
        return UUID.fromString(item.path("ticketId").asText());
    }
}
