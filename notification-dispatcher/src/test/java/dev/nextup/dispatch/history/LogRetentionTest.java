package dev.nextup.dispatch.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.TicketTables;
import dev.nextup.event.ticket.TicketCancelled;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogRetentionTest {

    @Inject Pool pool;
    @Inject Clock clock;
    @Inject LogRetention retention;

    @Test
    void what_is_older_than_a_month_goes_and_the_rest_stays() {
        TicketTables old = settledTicket("31 days");
        TicketTables young = settledTicket("29 days");

        retention.delete().await().atMost(TicketTables.SOON);

        assertThat(rows(old)).isEqualTo(0);
        assertThat(rows(young)).isEqualTo(5);
    }

    @Test
    void what_is_not_settled_stays() {
        TestTicket ticket = new TestTicket();
        TicketTables tables = new TicketTables(pool, ticket.id);
        ticket.created();
        tables.awaitStates("ticket_created PLANNED");
        age(tables, "31 days");

        retention.delete().await().atMost(TicketTables.SOON);

        tables.awaitStates("ticket_created PLANNED");
    }

    @Test
    void tickets_outlive_no_shorter_retention() {
        assertThatThrownBy(() -> new LogRetention(pool, clock, () -> Duration.ofHours(23)))
                .hasMessageContaining("NEXTUP_LOG_RETENTION");
        new LogRetention(pool, clock, () -> Duration.ofDays(1));
    }

    /** With two deliveries and their two lines in the log, of this age. */
    private TicketTables settledTicket(String age) {
        TestTicket ticket = new TestTicket();
        TicketTables tables = new TicketTables(pool, ticket.id);
        ticket.created().called().cancelled(TicketCancelled.Reason.CUSTOMER);
        tables.awaitStates("ticket_created SUPERSEDED", "your_turn SUPERSEDED");
        age(tables, age);
        return tables;
    }

    private static void age(TicketTables tables, String age) {
        for (String column :
                new String[] {
                    "delivery SET created_at = now() - interval '%s' WHERE ticket_id",
                    "notification_logs SET created_at = now() - interval '%s' WHERE ticket_id",
                    "known_ticket SET first_seen_at = now() - interval '%s' WHERE id"
                }) {
            tables.run("UPDATE " + column.formatted(age) + " = $1");
        }
    }

    private static long rows(TicketTables tables) {
        return tables.number(
                "SELECT (SELECT count(*) FROM delivery WHERE ticket_id = $1)"
                        + " + (SELECT count(*) FROM notification_logs WHERE ticket_id = $1)"
                        + " + (SELECT count(*) FROM known_ticket WHERE id = $1)");
    }
}
