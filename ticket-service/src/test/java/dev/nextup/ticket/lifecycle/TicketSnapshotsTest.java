package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.ticket.Demo;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TicketSnapshotsTest {

    @Inject TicketSnapshots snapshots;
    @Inject Pool pool;

    private Demo demo;

    @BeforeEach
    void emptyQueues() {
        demo = Demo.load();
        Stream.of("GEN", "IDC").forEach(demo::drain);
    }

    @Test
    void read_together_tickets_have_the_places_they_have_alone() {
        List<UUID> taken = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            taken.add(take("GEN"));
        }
        taken.add(take("IDC"));
        UUID urgent = taken.get(5);
        pool.preparedQuery("UPDATE ticket SET priority = 1 WHERE id = $1")
                .executeAndAwait(Tuple.of(urgent));
        new TicketDesk(demo).staff(taken.get(2).toString(), "hold").then().statusCode(200);

        List<TicketSnapshot> together = snapshots.snapshots(taken).await().indefinitely();

        assertThat(together).hasSize(taken.size());
        for (TicketSnapshot snapshot : together) {
            assertThat(snapshot)
                    .isEqualTo(
                            snapshots
                                    .snapshot(snapshot.ticket().id())
                                    .await()
                                    .indefinitely()
                                    .orElseThrow());
        }
        assertThat(together)
                .filteredOn(s -> s.ticket().id().equals(urgent))
                .extracting(TicketSnapshot::ahead)
                .containsExactly(0);
        assertThat(together)
                .filteredOn(s -> s.ticket().id().equals(taken.get(2)))
                .extracting(TicketSnapshot::ahead)
                .containsExactly((Integer) null);
        assertThat(together)
                .filteredOn(s -> s.ticket().id().equals(taken.get(7)))
                .extracting(TicketSnapshot::ahead)
                .containsExactly(6);
    }

    private UUID take(String prefix) {
        return UUID.fromString(demo.takeTicket(prefix).getString("id"));
    }
}
