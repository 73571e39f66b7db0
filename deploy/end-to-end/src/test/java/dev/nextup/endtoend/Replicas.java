package dev.nextup.endtoend;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** The replicas clients may turn to at the moment: what a load balancer would keep. */
final class Replicas {

    private final List<TicketClient> members = new CopyOnWriteArrayList<>();

    void join(TicketClient replica) {
        members.add(replica);
    }

    void leave(TicketClient replica) {
        members.remove(replica);
    }

    /** Empty while none is there. */
    Optional<TicketClient> any(Random random) {
        Object[] now = members.toArray();
        return now.length == 0
                ? Optional.empty()
                : Optional.of((TicketClient) now[random.nextInt(now.length)]);
    }
}
