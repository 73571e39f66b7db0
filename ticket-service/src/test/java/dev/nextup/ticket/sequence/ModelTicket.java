package dev.nextup.ticket.sequence;

import dev.nextup.event.ticket.TicketStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ticket as it should be. */
final class ModelTicket {

    final int index;
    final BigDecimal arrival;
    final int priority;

    /** What Kafka should hold of it: type and version. */
    final List<String> events = new ArrayList<>();

    /** What the history should hold of it: as many rows as commands were accepted. */
    int transitions = 1;

    int service;
    BigDecimal place;
    TicketStatus status = TicketStatus.WAITING;
    long version = 1;
    int callCount;
    int recalls;
    int delays;
    @Nullable Integer counter;
    boolean toldNear;
    boolean toldNext;

    ModelTicket(int index, int service, int priority, BigDecimal arrival) {
        this.index = index;
        this.service = service;
        this.priority = priority;
        this.arrival = arrival;
        this.place = arrival;
        events.add("created 1");
    }

    boolean waits() {
        return status == TicketStatus.WAITING;
    }

    boolean isAt(int someCounter) {
        boolean there = status == TicketStatus.CALLED || status == TicketStatus.SERVING;
        return there && counter != null && counter == someCounter;
    }

    /** One version higher; told under this type unless null. */
    void changed(@Nullable String event) {
        version++;
        if (event != null) {
            events.add(event + " " + version);
        }
    }

    @Override
    public String toString() {
        return "#%d %s v%d".formatted(index, status, version);
    }
}
