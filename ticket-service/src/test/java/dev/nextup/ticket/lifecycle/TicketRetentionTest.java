package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TicketRetentionTest {

    private static final Duration NINETY_DAYS = Duration.ofDays(90);

    @Inject Pool pool;
    @Inject Clock clock;
    @Inject RetentionConfig config;

    private OtherOrganization office;
    private String queue;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
        queue = office.service(office.department(office.branch()), "AAA");
    }

    @Test
    void tickets_are_kept_for_90_days_unless_the_operator_says_otherwise() {
        assertThat(config.retention()).isEqualTo(NINETY_DAYS);
    }

    @Test
    void what_ended_so_long_ago_is_deleted_with_its_history() {
        String ended = office.takeTicket(queue).getString("id");
        office.as("employee").post("/api/tickets/" + ended + "/cancel").then().statusCode(200);

        deleteIn(NINETY_DAYS.minusMinutes(5));
        assertThat(tickets()).isEqualTo(1);

        deleteIn(NINETY_DAYS.plusMinutes(5));
        assertThat(tickets()).isZero();
        assertThat(transitionsOf(ended)).isZero();
        office.as("employee").get("/api/tickets/" + ended).then().statusCode(404);
    }

    @Test
    void what_has_not_ended_is_never_deleted() {
        office.takeTicket(queue);

        deleteIn(NINETY_DAYS.multipliedBy(2));

        assertThat(tickets()).isEqualTo(1);
    }

    @Test
    void many_are_deleted_batch_by_batch() {
        new ManyTickets(pool, queue)
                .add(2_500, "CANCELLED", LocalDate.now(ZoneOffset.UTC).minusDays(100));

        deleteIn(Duration.ZERO);

        assertThat(tickets()).isZero();
    }

    @Test
    void less_than_two_days_would_take_tickets_from_their_holders() {
        assertThatThrownBy(
                        () ->
                                new TicketRetention(
                                        pool, clock, () -> Duration.ofDays(2).minusSeconds(1)))
                .hasMessageContaining("NEXTUP_TICKET_RETENTION");
    }

    private void deleteIn(Duration later) {
        new TicketRetention(pool, Clock.offset(clock, later), () -> NINETY_DAYS)
                .deleteOld()
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private long tickets() {
        return count("SELECT count(*) FROM ticket WHERE service_id = $1", queue);
    }

    private long transitionsOf(String ticket) {
        return count("SELECT count(*) FROM ticket_transition WHERE ticket_id = $1", ticket);
    }

    private long count(String sql, String id) {
        return pool.preparedQuery(sql)
                .executeAndAwait(Tuple.of(UUID.fromString(id)))
                .iterator()
                .next()
                .getLong(0);
    }
}
