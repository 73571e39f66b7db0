package dev.nextup.ticket.sequence;

import dev.nextup.event.ticket.TicketStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One department with two services and two counters, in memory, one command after the other: what
 * contract.md and the decisions on places and approach say, in as few words as possible.
 */
final class OfficeModel {

    private static final int ALMOST_TURN_AHEAD = 3;
    private static final int MAX_DELAYS = 3;
    private static final int MAX_RECALLS = 3;
    private static final int MAX_PLACES = 10;
    private static final Set<TicketStatus> KEEP_COUNTER =
            Set.of(TicketStatus.CALLED, TicketStatus.SERVING, TicketStatus.COMPLETED);
    private static final BigDecimal HALF = new BigDecimal("0.5");

    final List<ModelTicket> tickets = new ArrayList<>();
    private final Set<Integer> closed = new HashSet<>();
    private long arrivals;

    /** Null when the step means nothing yet: there is no ticket. */
    @Nullable Outcome apply(Step step) {
        return switch (step.action()) {
            case TAKE -> take(step.service(), 0);
            case WALK_IN -> take(step.service(), step.priority());
            case OPEN -> {
                closed.remove(step.service());
                yield Outcome.DONE;
            }
            case CLOSE -> {
                closed.add(step.service());
                yield Outcome.DONE;
            }
            case RESET -> reset(step.service());
            case CALL_NEXT -> callNext(Stream.of(step.service()), counterOf(step));
            case CALL_NEXT_OF_DEPARTMENT -> callNext(services(), counterOf(step));
            case CALL_NEXT_TO_COUNTER -> callNext(services(), Math.max(0, step.counter()));
            default -> tickets.isEmpty() ? null : command(step, ticketOf(step));
        };
    }

    ModelTicket ticketOf(Step step) {
        return tickets.get(step.ticket() % tickets.size());
    }

    /** In the order in which they are called. */
    List<ModelTicket> waiting(Stream<Integer> services) {
        List<Integer> of = services.toList();
        return tickets.stream()
                .filter(t -> t.waits() && of.contains(t.service))
                .sorted(
                        Comparator.comparing((ModelTicket t) -> -t.priority)
                                .thenComparing(t -> t.place))
                .toList();
    }

    /** 0 for the next to be called at its service; null unless it waits. */
    @Nullable Integer ahead(ModelTicket ticket) {
        return ticket.waits() ? waiting(Stream.of(ticket.service)).indexOf(ticket) : null;
    }

    static Stream<Integer> services() {
        return IntStream.range(0, Step.SERVICES).boxed();
    }

    private static @Nullable Integer counterOf(Step step) {
        return step.counter() < 0 ? null : step.counter();
    }

    private Outcome take(int service, int priority) {
        if (closed.contains(service)) {
            return new Outcome(409, "queue-closed", null);
        }
        ModelTicket ticket = new ModelTicket(tickets.size(), service, priority, nextArrival());
        tickets.add(ticket);
        int ahead = Objects.requireNonNull(ahead(ticket));
        ticket.toldNear = ahead <= ALMOST_TURN_AHEAD;
        ticket.toldNext = ahead == 0;
        return new Outcome(201, null, ticket);
    }

    /** Whoever waits, is called or set aside is cancelled; the missed stay. */
    private Outcome reset(int service) {
        tickets.stream()
                .filter(t -> t.service == service && Action.CANCEL.from.contains(t.status))
                .forEach(
                        t -> {
                            t.counter = null;
                            t.status = TicketStatus.CANCELLED;
                            t.transitions++;
                            t.changed(Action.CANCEL.event);
                        });
        return Outcome.DONE;
    }

    private Outcome callNext(Stream<Integer> services, @Nullable Integer counter) {
        if (counter != null) {
            tickets.stream()
                    .filter(t -> t.isAt(counter))
                    .forEach(t -> move(t, Action.COMPLETE, TicketStatus.COMPLETED));
        }
        List<ModelTicket> line = waiting(services);
        if (line.isEmpty()) {
            return Outcome.NOBODY;
        }
        ModelTicket head = line.get(0);
        call(head, counter);
        return Outcome.of(head);
    }

    private void call(ModelTicket ticket, @Nullable Integer counter) {
        ticket.recalls = ticket.waits() ? 0 : ticket.recalls;
        ticket.counter = counter;
        ticket.callCount++;
        move(ticket, Action.CALL, TicketStatus.CALLED);
    }

    private Outcome command(Step step, ModelTicket ticket) {
        Outcome refused = refusal(step, ticket);
        if (refused != null) {
            return refused;
        }
        int before = ticket.service;
        switch (step.action()) {
            case CALL -> {
                call(ticket, counterOf(step));
                return Outcome.of(ticket);
            }
            case RECALL -> {
                ticket.callCount++;
                ticket.recalls++;
            }
            case REQUEUE_FIRST -> ticket.place = first(ticket);
            case REQUEUE_LAST -> ticket.place = nextArrival();
            case TRANSFER -> {
                ticket.place = ticket.arrival;
                ticket.service = step.service();
            }
            case DELAY -> delay(ticket, step.places());
            default -> {}
        }
        TicketStatus to = targetOf(step, ticket);
        if (!KEEP_COUNTER.contains(to)) {
            ticket.counter = null;
        }
        move(ticket, step.action(), to, before);
        return Outcome.of(ticket);
    }

    private static TicketStatus targetOf(Step step, ModelTicket ticket) {
        TicketStatus to = step.action().to;
        return to == null ? ticket.status : to;
    }

    private @Nullable Outcome refusal(Step step, ModelTicket ticket) {
        if (step.stale()) {
            return Outcome.refused(409, "stale-version", ticket);
        }
        if (!step.action().from.contains(ticket.status)) {
            return Outcome.refused(409, "illegal-transition", ticket);
        }
        return switch (step.action()) {
            case CALL ->
                    tickets.stream().anyMatch(t -> t.isAt(step.counter()))
                            ? Outcome.refused(409, "counter-busy", ticket)
                            : null;
            case RECALL ->
                    ticket.recalls == MAX_RECALLS
                            ? Outcome.refused(409, "recall-limit-reached", ticket)
                            : null;
            case TRANSFER ->
                    ticket.service == step.service()
                            ? Outcome.refused(422, "transfer-not-possible", ticket)
                            : null;
            case DELAY -> delayRefusal(ticket, step.places());
            default -> null;
        };
    }

    private static @Nullable Outcome delayRefusal(ModelTicket ticket, int places) {
        if (ticket.delays == MAX_DELAYS) {
            return Outcome.refused(409, "delay-limit-reached", ticket);
        }
        return places < 1 || places > MAX_PLACES
                ? Outcome.refused(422, "invalid-places", ticket)
                : null;
    }

    /** Before all of its class in the department, unless it is there already. */
    private BigDecimal first(ModelTicket ticket) {
        return waiting(services()).stream()
                .filter(t -> t.priority == ticket.priority)
                .findFirst()
                .filter(head -> head.place.compareTo(ticket.place) < 0)
                .map(head -> head.place.setScale(0, RoundingMode.FLOOR).subtract(HALF))
                .orElse(ticket.place);
    }

    /** Within its class, right behind the last one let pass, and before the next arrival. */
    private void delay(ModelTicket ticket, int places) {
        List<ModelTicket> line =
                waiting(Stream.of(ticket.service)).stream()
                        .filter(t -> t.priority == ticket.priority)
                        .toList();
        int own = line.indexOf(ticket);
        int last = Math.min(own + places, line.size() - 1);
        if (last > own) {
            BigDecimal passed = line.get(last).place;
            BigDecimal end = passed.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
            BigDecimal next = last + 1 < line.size() ? line.get(last + 1).place.min(end) : end;
            ticket.place = passed.add(next).multiply(HALF);
        }
        ticket.delays++;
    }

    private void move(ModelTicket ticket, Action action, TicketStatus to) {
        move(ticket, action, to, ticket.service);
    }

    private void move(ModelTicket ticket, Action action, TicketStatus to, int serviceBefore) {
        boolean lineChanges =
                action != Action.CONFIRM && (ticket.waits() || to == TicketStatus.WAITING);
        ticket.status = to;
        ticket.transitions++;
        ticket.changed(action.event);
        if (lineChanges) {
            approach(serviceBefore, ticket);
            if (serviceBefore != ticket.service) {
                approach(ticket.service, ticket);
            }
        }
    }

    /**
     * Each of the next few is told once, and once more when it is next; but not of its own move.
     */
    private void approach(int service, ModelTicket moved) {
        List<ModelTicket> line = waiting(Stream.of(service));
        for (int ahead = 0; ahead < Math.min(line.size(), ALMOST_TURN_AHEAD + 1); ahead++) {
            ModelTicket near = line.get(ahead);
            if (!near.toldNear || (ahead == 0 && !near.toldNext)) {
                near.toldNear = true;
                near.toldNext |= ahead == 0;
                if (near != moved) {
                    near.changed("approaching");
                }
            }
        }
    }

    private BigDecimal nextArrival() {
        return BigDecimal.valueOf(++arrivals);
    }
}
