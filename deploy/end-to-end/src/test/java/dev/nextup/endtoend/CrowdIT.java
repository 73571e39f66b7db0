package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A full hall: 200 customers with their streams open and four desks, on two replicas, or on a whole
 * system that is running ({@link Hall}). In the end every ticket is accounted for once in the
 * database, in the history and in Kafka, and every page shows what is true.
 *
 * <p>{@code -Dnextup.crowd.seconds} makes it longer ({@code deploy/bench/load}: a minute), {@code
 * -Dnextup.seed} repeats its choices, not the machine's timing.
 */
@Tag("alone")
class CrowdIT {

    private static final int CUSTOMERS = Integer.getInteger("nextup.crowd.customers", 200);
    private static final int SECONDS = Integer.getInteger("nextup.crowd.seconds", 8);
    private static final Duration CUSTOMERS_PAUSE = Duration.ofSeconds(2);
    private static final Duration DESKS_PAUSE = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long seed = Long.getLong("nextup.seed", System.nanoTime() & 0xffff_ffffL);
    private final Ledger ledger = new Ledger();
    private final Replicas replicas = new Replicas();
    private final List<CrowdCustomer> customers = new ArrayList<>();
    private final List<RepeatingClient> desks = new ArrayList<>();

    @Test
    void every_ticket_of_a_full_hall_is_accounted_for_once() throws Exception {
        try (Hall hall = Hall.open()) {
            hall.addresses().stream().map(TicketClient::new).forEach(replicas::join);
            come(hall);
            try (Traffic waiting = new Traffic(List.copyOf(customers));
                    Traffic counters = new Traffic(desks)) {
                waiting.start(CUSTOMERS_PAUSE);
                counters.start(DESKS_PAUSE);
                awaitEnd(System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos());
                waiting.finish();
                counters.finish();
            }
            String numbers = hall.mustAgree(ledger, PATIENCE);
            assertThat(ledger.serverErrors()).isEmpty();
            assertThat(hall.table().deadlocks()).isZero();
            everyPageShowsWhatIsTrue(hall.table());
            System.out.printf("CrowdIT: seed %d, %d s, %s%n%s", seed, SECONDS, numbers, times());
            customers.stream().map(CrowdCustomer::watch).forEach(CrowdIT::close);
        }
    }

    private void come(Hall hall) throws Exception {
        DemoOffice demo = hall.demo();
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < CUSTOMERS; i++) {
            Random random = new Random(seed + i);
            customers.add(
                    new CrowdCustomer(demo, random, replicas, ledger, http, hall.addresses()));
        }
        for (String department : List.of(demo.citizens(), demo.permits())) {
            for (String counter : hall.table().counters(department)) {
                Random random = new Random(seed + CUSTOMERS + desks.size());
                desks.add(new CrowdDesk(demo, random, replicas, ledger, department, counter));
            }
        }
        assertThat(desks).hasSize(4);
    }

    private static void awaitEnd(long end) {
        await("the hall to close")
                .atMost(Duration.ofSeconds(SECONDS + 10L))
                .until(() -> System.nanoTime() >= end);
    }

    private void everyPageShowsWhatIsTrue(TicketTable table) throws Exception {
        Map<UUID, String> stored =
                table.rows().stream()
                        .collect(Collectors.toMap(TicketTable.Row::id, TicketTable.Row::status));
        for (CrowdCustomer customer : customers) {
            Watch watch = customer.watch();
            if (watch != null) {
                await("the page of " + customer.ticket())
                        .atMost(PATIENCE)
                        .until(() -> isTrue(watch.ticket(), stored));
            }
        }
    }

    private static boolean isTrue(JsonNode shown, Map<UUID, String> stored) {
        return shown.has("id")
                && shown.path("status")
                        .asText()
                        .equals(stored.get(UUID.fromString(shown.path("id").asText())));
    }

    private static void close(@Nullable Watch watch) {
        if (watch != null) {
            watch.close();
        }
    }

    /** One line per kind of command. */
    private String times() {
        Map<Command.Kind, List<Duration>> took =
                ledger.answers().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Ledger.Entry::kind,
                                        TreeMap::new,
                                        Collectors.mapping(
                                                Ledger.Entry::took, Collectors.toList())));
        StringBuilder lines = new StringBuilder();
        took.forEach(
                (kind, times) ->
                        lines.append(
                                "  %-9s %5d, p50 %4d ms, p99 %4d ms%n"
                                        .formatted(
                                                kind,
                                                times.size(),
                                                Ledger.percentile(times, 0.5).toMillis(),
                                                Ledger.percentile(times, 0.99).toMillis())));
        return lines.toString();
    }
}
