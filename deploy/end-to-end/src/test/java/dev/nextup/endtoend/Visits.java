package dev.nextup.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody who came to an office, what they were answered, and who was to be told. */
final class Visits {

    private final NotifiedOffice office;
    private final Ledger ledger = new Ledger();
    private final Map<UUID, Customer> subscribed = new ConcurrentHashMap<>();

    Visits(NotifiedOffice office) {
        this.office = office;
    }

    /**
     * Not started.
     *
     * @param seed another one for each traffic of an office: Idempotency-Keys follow from it
     */
    Traffic traffic(int visitors, long seed) {
        Random seeds = new Random(seed);
        List<RepeatingClient> clients = new ArrayList<>();
        for (int i = 0; i < visitors; i++) {
            clients.add(new Visitor(office, new Random(seeds.nextLong()), ledger, subscribed));
        }
        return new Traffic(clients);
    }

    Ledger ledger() {
        return ledger;
    }

    /** The calls of those whose subscription was answered, by ticket. */
    Map<UUID, Customer> called() {
        Map<UUID, Customer> called = new ConcurrentHashMap<>();
        for (Change call : ledger.changes(Command.Kind.CALL)) {
            Customer customer = subscribed.get(call.ticket());
            if (customer != null && called.put(call.ticket(), customer) != null) {
                throw new AssertionError("called twice: " + customer.number());
            }
        }
        return called;
    }
}
