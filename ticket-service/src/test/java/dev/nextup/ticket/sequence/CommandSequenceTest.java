package dev.nextup.ticket.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.ticket.Sequences;
import dev.nextup.ticket.lifecycle.PublishedEvents;
import dev.nextup.ticket.sequence.Office.Answer;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Random commands, right and wrong ones, against the whole service and a model of it: after each,
 * answer, order, positions and counts are the model's; at the end, so are events and history.
 */
@QuarkusTest
class CommandSequenceTest {

    private static final int SEQUENCES = 4;
    private static final int LENGTH = 90;

    @Inject Pool pool;

    @Test
    void whatever_is_asked_the_service_does_what_the_model_says() {
        long seed = Sequences.seed();
        for (int i = 0; i < Sequences.count(SEQUENCES); i++) {
            Sequences.check(seed + i, LENGTH, Step::random, this::play);
        }
    }

    private void play(List<Step> steps) {
        Office office = new Office(pool);
        OfficeModel model = new OfficeModel();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean onTicket = step.action().isOnOneTicket() && !model.tickets.isEmpty();
            ModelTicket ticket = onTicket ? model.ticketOf(step) : null;
            if (step.action().isOnOneTicket() && ticket == null) {
                continue;
            }
            Answer answer = office.send(step, ticket);
            Outcome outcome = model.apply(step);
            String after = "after step %d, %s on %s".formatted(i + 1, step, ticket);
            mustBeAnswered(after, office, model, outcome, answer);
            mustShow(after, office, model);
        }
        mustHaveTold(office, model);
    }

    private static void mustBeAnswered(
            String after, Office office, OfficeModel model, Outcome expected, Answer answer) {
        assertThat(answer.status()).as("%s: %s", after, answer.body()).isEqualTo(expected.status());
        if (expected.code() != null) {
            assertThat(answer.body().path("code").asText()).as(after).isEqualTo(expected.code());
        }
        if (expected.ticket() != null) {
            JsonNode shown = expected.code() == null ? answer.body() : answer.body().path("ticket");
            Map<String, Object> facts = facts(office, model, expected.ticket());
            if (expected.status() == 201) {
                // What is the same of every new ticket is not said of it.
                facts.keySet().removeAll(Set.of("callCount", "delaysLeft"));
            }
            assertThat(facts(shown)).as(after).isEqualTo(facts);
        }
    }

    private static Map<String, Object> facts(Office office, OfficeModel model, ModelTicket ticket) {
        Map<String, Object> facts = new HashMap<>();
        Integer ahead = model.ahead(ticket);
        facts.put("id", office.ticket(ticket.index));
        facts.put("serviceId", office.services.get(ticket.service));
        facts.put("status", ticket.status.name());
        facts.put("version", Long.toString(ticket.version));
        facts.put("callCount", Integer.toString(ticket.callCount));
        facts.put("delaysLeft", Integer.toString(3 - ticket.delays));
        facts.put("ahead", String.valueOf(ahead));
        facts.put("position", String.valueOf(ahead == null ? null : ahead + 1));
        facts.put("counter", ticket.counter == null ? "" : office.counters.get(ticket.counter));
        return facts;
    }

    private static Map<String, Object> facts(JsonNode shown) {
        Map<String, Object> facts = new HashMap<>();
        Stream.of(
                        "id",
                        "serviceId",
                        "status",
                        "version",
                        "callCount",
                        "delaysLeft",
                        "ahead",
                        "position")
                .filter(shown::has)
                .forEach(field -> facts.put(field, shown.path(field).asText()));
        facts.put("counter", shown.at("/counter/id").asText());
        return facts;
    }

    /** All three queue ids and a board: the same tickets, in the same order, adding up. */
    private static void mustShow(String after, Office office, OfficeModel model) {
        mustShow(after, office, model, office.department, OfficeModel.services().toList());
        for (int service = 0; service < Step.SERVICES; service++) {
            mustShow(after, office, model, office.services.get(service), List.of(service));
        }
        JsonNode board = office.get("queues/" + office.department + "/board").body();
        assertThat(board.path("waiting").asText("missing"))
                .as("board %s: %s", after, board)
                .isEqualTo("" + model.waiting(OfficeModel.services()).size());
    }

    private static void mustShow(
            String after, Office office, OfficeModel model, String queue, List<Integer> services) {
        JsonNode shown = office.get("queues/" + queue).body();
        List<String> waiting =
                model.waiting(services.stream()).stream().map(t -> office.ticket(t.index)).toList();
        assertThat(ids(shown.path("waiting"))).as("order %s", after).isEqualTo(waiting);
        Map<String, List<TicketStatus>> lists =
                Map.of(
                        "called", List.of(TicketStatus.CALLED, TicketStatus.SERVING),
                        "held", List.of(TicketStatus.HELD),
                        "missed", List.of(TicketStatus.NO_SHOW));
        lists.forEach(
                (list, of) -> {
                    List<String> there =
                            model.tickets.stream()
                                    .filter(t -> services.contains(t.service))
                                    .filter(t -> of.contains(t.status))
                                    .map(t -> office.ticket(t.index))
                                    .toList();
                    assertThat(ids(shown.path(list)))
                            .as("%s %s", list, after)
                            .containsExactlyInAnyOrderElementsOf(there);
                });
        mustAddUp(after, shown);
    }

    private static void mustAddUp(String after, JsonNode queue) {
        JsonNode counts = queue.path("counts");
        assertThat(
                        List.of(
                                counts.path("waiting").asInt(),
                                counts.path("called").asInt() + counts.path("serving").asInt(),
                                counts.path("held").asInt(),
                                counts.path("missed").asInt()))
                .as("counts %s", after)
                .isEqualTo(
                        Stream.of("waiting", "called", "held", "missed")
                                .map(list -> queue.path(list).size())
                                .toList());
    }

    private static List<String> ids(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(ticket -> ticket.path("id").asText())
                .toList();
    }

    /** Every accepted change once in Kafka, in order, and once in the history. */
    private static void mustHaveTold(Office office, OfficeModel model) {
        Map<String, Integer> expected = new HashMap<>();
        model.tickets.forEach(t -> expected.put(office.ticket(t.index), t.events.size()));
        Map<String, List<JsonNode>> published = PublishedEvents.ofAll(expected);
        for (ModelTicket ticket : model.tickets) {
            String id = office.ticket(ticket.index);
            List<JsonNode> events = published.getOrDefault(id, List.of());
            List<String> told =
                    events.stream()
                            .map(e -> typeOf(e) + " " + e.at("/data/version").asText())
                            .toList();
            assertThat(told).as("events of %s", ticket).isEqualTo(ticket.events);
            assertThat(events.stream().map(e -> e.path("id").asText())).doesNotHaveDuplicates();
            assertThat(office.get("tickets/" + id + "/history").body().path("transitions"))
                    .as("history of %s", ticket)
                    .hasSize(ticket.transitions);
        }
    }

    private static String typeOf(JsonNode event) {
        return event.path("type").asText().split("\\.", -1)[3];
    }
}
