package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.event.ticket.TicketRequeued.Place;
import dev.nextup.http.Caller;
import dev.nextup.http.Role;
import dev.nextup.messaging.outbox.Outbox;
import dev.nextup.problem.RejectedException;
import dev.nextup.ticket.lifecycle.TicketChanges.NextCall;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In an organisation of its own, at whatever time a test needs it to be. */
@QuarkusTest
class DayEndTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    @Inject Pool pool;
    @Inject Clock clock;
    @Inject TicketRepository tickets;
    @Inject TicketMoves moves;
    @Inject TicketSnapshots snapshots;
    @Inject TicketEventLog events;
    @Inject Approaching approaching;
    @Inject Outbox outbox;
    @Inject CommandTransactions transactions;
    @Inject TicketLocks locks;
    @Inject QueuePlaces places;

    private OtherOrganization office;
    private String branch;
    private String queue;

    @BeforeEach
    void found() {
        office = OtherOrganization.create(pool);
        branch = office.branch();
        queue = office.service(office.department(branch), "AAA");
    }

    @Test
    void what_has_not_ended_expires_and_who_is_served_is_done() {
        String waiting = take();
        String called = take("call");
        String served = take("call", "serve");
        String held = take("hold");
        String missed = take("skip");
        String cancelled = take("cancel");

        int ended = sweepIn(TWO_DAYS);

        assertThat(ended).isGreaterThanOrEqualTo(5);
        assertThat(List.of(waiting, called, served, held, missed, cancelled))
                .extracting(this::status)
                .containsExactly(
                        "EXPIRED", "EXPIRED", "COMPLETED", "EXPIRED", "EXPIRED", "CANCELLED");
    }

    @Test
    void each_end_is_told_and_in_the_history_of_the_ticket() {
        String waiting = take();
        String served = take("call", "serve");

        sweepIn(TWO_DAYS);

        assertThat(types(waiting, 2)).containsExactly("created", "expired");
        assertThat(types(served, 4)).endsWith("serving", "completed");
        office.as("employee")
                .get("/api/tickets/" + waiting + "/history")
                .then()
                .body("transitions[1].command", equalTo("day-end"))
                .body("transitions[1].to", equalTo("EXPIRED"))
                .body("transitions[1].actor.kind", equalTo("system"));
    }

    @ParameterizedTest
    @CsvSource({
        // A day of summer ends at midnight, not a second before.
        "2027-06-01, 00:00, 2027-06-01T21:59:59Z, 2027-06-01T22:00:00Z",
        // The day that clocks go forward lasts 23 hours, the day they go back 25.
        "2027-03-28, 00:00, 2027-03-28T21:59:59Z, 2027-03-28T22:00:00Z",
        "2027-10-31, 00:00, 2027-10-31T22:59:59Z, 2027-10-31T23:00:00Z",
        // A night clinic's day turns at six.
        "2027-06-01, 06:00, 2027-06-02T03:59:59Z, 2027-06-02T04:00:00Z"
    })
    void a_ticket_lasts_to_the_very_end_of_its_day(
            LocalDate day, String startsAt, Instant lastSecond, Instant over) {
        startDaysAt(startsAt);
        ManyTickets some = new ManyTickets(pool, queue);
        some.add(3, "WAITING", day);

        sweepAt(lastSecond);
        assertThat(some.inState("WAITING")).isEqualTo(3);

        sweepAt(over);
        assertThat(some.inState("EXPIRED")).isEqualTo(3);
    }

    @Test
    void a_day_that_ended_while_the_service_was_down_is_ended_by_the_next_sweep() {
        ManyTickets old = new ManyTickets(pool, queue);
        old.add(1_200, "WAITING", LocalDate.now(VIENNA).minusDays(9));

        // Nobody calls it here: the service does by itself.
        awaitExpired(old, 1_200);

        assertThat(old.inState("WAITING")).isZero();
        old.remove();
    }

    @Test
    void two_replicas_at_once_end_each_ticket_once() {
        ManyTickets many = new ManyTickets(pool, queue);
        many.add(1_500, "WAITING", LocalDate.of(2027, 6, 1));
        Instant later = Instant.parse("2027-06-02T12:00:00Z");

        Uni.join()
                .all(dayEnd(later).endOverdue(), dayEnd(later).endOverdue())
                .andFailFast()
                .await()
                .atMost(Duration.ofMinutes(2));

        assertThat(many.inState("EXPIRED")).isEqualTo(1_500);
        assertThat(transitions()).isEqualTo(1_500);
        many.remove();
    }

    @Test
    void nobody_of_a_day_that_is_over_is_called_even_before_the_sweep() {
        String yesterdays = take();
        Clock tomorrow = Clock.offset(clock, TWO_DAYS);

        Optional<TicketView> called = callNext(tomorrow);

        assertThat(called).isEmpty();
        assertThat(status(yesterdays)).isEqualTo("EXPIRED");
    }

    @Test
    void todays_first_is_called_although_yesterdays_stand_before_it() {
        take();
        take();
        String todays = take();
        pool.preparedQuery("UPDATE ticket SET service_day = service_day + 2 WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(todays)));

        Optional<TicketView> called = callNext(Clock.offset(clock, TWO_DAYS));

        assertThat(called).map(t -> t.id().toString()).contains(todays);
    }

    @Test
    void who_stood_behind_yesterdays_tickets_is_told_to_be_near() {
        ManyTickets yesterdays = new ManyTickets(pool, queue);
        yesterdays.add(10, "WAITING", LocalDate.of(2027, 6, 1));
        String todays = take();
        pool.preparedQuery("UPDATE ticket SET service_day = '2027-06-02' WHERE id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(todays)));

        sweepAt(Instant.parse("2027-06-02T12:00:00Z"));

        assertThat(types(todays, 2)).containsExactly("created", "approaching");
        yesterdays.remove();
    }

    @Test
    void what_was_set_aside_yesterday_is_not_brought_back_even_before_the_sweep() {
        UUID other = UUID.fromString(office.service(office.department(branch), "BBB"));
        UUID yesterdays = UUID.fromString(take("hold"));
        Clock tomorrow = Clock.offset(clock, TWO_DAYS);
        ServiceDays days = new ServiceDays(tomorrow);
        PlaceCommands place = new PlaceCommands(transactions, locks, places, days, tomorrow);
        TicketCommands commands = new TicketCommands(transactions, locks, tickets, days, tomorrow);
        Target target = new Target(yesterdays, clerk(), OptionalLong.empty(), Optional.empty());

        assertThat(
                        List.of(
                                place.requeue(target, Place.LAST),
                                place.transfer(target, other),
                                commands.call(target, null)))
                .allSatisfy(
                        command ->
                                assertThatThrownBy(() -> command.await().indefinitely())
                                        .isInstanceOfSatisfying(
                                                RejectedException.class,
                                                refused ->
                                                        assertThat(
                                                                        refused.rejection()
                                                                                .toProblem()
                                                                                .code())
                                                                .isEqualTo("illegal-transition")));
        assertThat(status(yesterdays.toString())).isEqualTo("HELD");
    }

    @Test
    void an_expired_ticket_is_not_brought_back() {
        String expired = take();
        sweepIn(TWO_DAYS);

        for (String command : List.of("call", "requeue", "hold", "complete", "cancel")) {
            command(expired, command)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("illegal-transition"))
                    .body("ticket.status", equalTo("EXPIRED"));
        }
    }

    @Test
    void a_ticket_is_of_the_day_that_it_is_at_its_branch() {
        startDaysAt("06:00");

        assertThat(dayOfTicketTakenAt("2027-06-02T03:59:59Z")).isEqualTo("2027-06-01");
        assertThat(dayOfTicketTakenAt("2027-06-02T04:00:00Z")).isEqualTo("2027-06-02");
    }

    private LocalDate dayOfTicketTakenAt(String now) {
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            return new TicketIssuing(at(Instant.parse(now)))
                    .momentFor(connection, office.id(), UUID.fromString(queue))
                    .await()
                    .indefinitely()
                    .orElseThrow()
                    .day()
                    .date();
        } finally {
            connection.closeAndAwait();
        }
    }

    private void awaitExpired(ManyTickets tickets, int count) {
        Uni.createFrom()
                .item(() -> tickets.inState("EXPIRED"))
                .repeat()
                .withDelay(Duration.ofMillis(200))
                .until(expired -> expired == count)
                .collect()
                .last()
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    private int sweepIn(Duration later) {
        return sweepAt(clock.instant().plus(later));
    }

    private int sweepAt(Instant now) {
        return dayEnd(now).endOverdue().await().atMost(Duration.ofMinutes(2));
    }

    private DayEnd dayEnd(Instant now) {
        return new DayEnd(changes(at(now)), overdue(at(now)), pool, at(now));
    }

    private Optional<TicketView> callNext(Clock now) {
        Caller.Staff clerk = clerk();
        return changes(now)
                .transaction(
                        c ->
                                changes(now)
                                        .callNext(
                                                c,
                                                new UUID[] {UUID.fromString(queue)},
                                                List.of(
                                                        new NextCall(
                                                                null, clerk, Optional.empty())))
                                        .map(called -> called.get(0)))
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private Caller.Staff clerk() {
        return new Caller.Staff(UUID.randomUUID(), office.id(), Role.EMPLOYEE);
    }

    private TicketChanges changes(Clock now) {
        return new TicketChanges(tickets, moves, overdue(now), outbox, pool, now);
    }

    private OverdueTickets overdue(Clock now) {
        MassMoves mass = new MassMoves(snapshots, events, now);
        return new OverdueTickets(new ServiceDays(now), mass, approaching, now);
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private void startDaysAt(String time) {
        office.as("admin")
                .body(
                        "{\"name\":\"Hall\",\"timeZone\":\"Europe/Vienna\",\"dayStartsAt\":\"%s\"}"
                                .formatted(time))
                .put(office.path("branches/" + branch))
                .then()
                .statusCode(200);
    }

    private List<String> types(String id, long version) {
        List<JsonNode> found = PublishedEvents.of(id, version);
        return PublishedEvents.types(found);
    }

    private String take(String... commands) {
        JsonPath ticket = office.takeTicket(queue);
        for (String command : commands) {
            command(ticket.getString("id"), command).then().statusCode(200);
        }
        return ticket.getString("id");
    }

    private Response command(String id, String command) {
        String body = command.equals("requeue") ? "{\"place\":\"LAST\"}" : "{}";
        return office.as("employee").body(body).post("/api/tickets/" + id + "/" + command);
    }

    private String status(String id) {
        return office.as("employee").get("/api/tickets/" + id).path("status");
    }

    private long transitions() {
        return pool.preparedQuery(
                        "SELECT count(*) FROM ticket_transition h JOIN ticket t ON t.id = h.ticket_id"
                                + " WHERE t.service_id = $1")
                .executeAndAwait(Tuple.of(UUID.fromString(queue)))
                .iterator()
                .next()
                .getLong(0);
    }
}
