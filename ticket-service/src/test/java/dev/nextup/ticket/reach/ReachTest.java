package dev.nextup.ticket.reach;

import static dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement.CLICKED;
import static dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement.DISMISSED;
import static dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement.SHOWN;
import static dev.nextup.event.delivery.NotificationType.ALMOST_YOUR_TURN;
import static dev.nextup.event.delivery.NotificationType.TEST;
import static dev.nextup.event.delivery.NotificationType.TICKET_CREATED;
import static dev.nextup.event.delivery.NotificationType.YOUR_TURN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.Topics;
import dev.nextup.event.delivery.Channel;
import dev.nextup.event.delivery.DeliveryAbandoned.Reason;
import dev.nextup.event.delivery.DeliveryAccepted;
import dev.nextup.event.delivery.SubscriptionGone;
import dev.nextup.test.kafka.PublishedRecords;
import dev.nextup.ticket.organization.OtherOrganization;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whether customers were reached, as notification-dispatcher tells: real records, through Kafka.
 */
@QuarkusTest
class ReachTest {

    @Inject Pool pool;

    private OtherOrganization office;
    private String service;
    private String ticket;
    private Deliveries deliveries;

    @BeforeEach
    void takeTicket() {
        office = OtherOrganization.create(pool);
        service = office.service(office.department(office.branch()), "REA");
        ticket = office.takeTicket(service).getString("id");
        deliveries = new Deliveries(pool, ticket, office.id());
    }

    @Test
    void of_whom_nothing_was_sent_there_is_nothing_to_tell() {
        assertThat(reach().getMap("reach")).isNull();
        assertThat(queue().getList("waiting.reach")).containsExactly((Object) null);
        assertThat(stats().getInt("reach.notified")).isZero();
        assertThat(stats().getMap("reach")).containsEntry("share", null);
    }

    @Test
    void staff_see_in_the_queue_and_on_the_ticket_how_far_the_notification_came() {
        var told = deliveries.notification(YOUR_TURN, 0);

        told.accepted();
        assertThat(reach().getString("reach.state")).isEqualTo("sent");
        told.acknowledged(SHOWN);
        assertThat(reach().getString("reach.state")).isEqualTo("shown");
        told.acknowledged(CLICKED);

        assertThat(reach().getMap("reach"))
                .containsEntry("state", "clicked")
                .containsEntry("notificationType", "your_turn")
                .containsEntry("channel", "push")
                .containsEntry("at", "2026-11-22T10:00:02Z")
                .containsEntry("reason", null);
        assertThat(queue().getMap("waiting[0].reach")).isEqualTo(reach().getMap("reach"));
    }

    @Test
    void what_came_further_never_goes_back_whatever_comes_late_or_twice() {
        var told = deliveries.notification(YOUR_TURN, 0);
        told.acknowledged(CLICKED);

        told.acknowledged(SHOWN);
        told.acknowledged(DISMISSED);
        told.accepted();
        told.accepted();
        told.over(Channel.WHATSAPP).abandoned(Reason.SKIPPED);

        assertThat(reach().getString("reach.state")).isEqualTo("clicked");
        assertThat(reach().getString("reach.channel")).isEqualTo("push");
    }

    @Test
    void the_newest_notification_counts_and_late_news_of_an_older_one_does_not() {
        var older = deliveries.notification(ALMOST_YOUR_TURN, 0);
        var newer = deliveries.notification(YOUR_TURN, 60);
        older.accepted();
        newer.accepted();

        older.acknowledged(SHOWN);

        assertThat(reach().getString("reach.notificationType")).isEqualTo("your_turn");
        assertThat(reach().getString("reach.state")).isEqualTo("sent");
        assertThat(stats().getInt("reach.reached")).isEqualTo(1);
    }

    @Test
    void one_that_no_channel_brings_has_failed_with_its_reason() {
        deliveries.notification(TICKET_CREATED, 0).abandoned(Reason.GONE);

        assertThat(reach().getString("reach.state")).isEqualTo("failed");
        assertThat(reach().getString("reach.reason")).isEqualTo("gone");
    }

    @Test
    void what_push_did_not_bring_another_channel_may() {
        var told = deliveries.notification(YOUR_TURN, 0);
        told.abandoned(Reason.GONE);

        told.over(Channel.SMS).accepted();

        assertThat(reach().getString("reach.state")).isEqualTo("sent");
        assertThat(reach().getString("reach.channel")).isEqualTo("sms");
        assertThat(reach().getMap("reach")).containsEntry("reason", null);
    }

    @Test
    void a_channel_may_take_back_that_it_took_a_message_until_somebody_has_seen_it() {
        var told = deliveries.notification(YOUR_TURN, 0);
        told.accepted();
        told.over(Channel.SMS).accepted();
        told.over(Channel.SMS).abandoned(Reason.REJECTED);
        assertThat(reach().getString("reach.state")).isEqualTo("sent");

        told.abandoned(Reason.GONE);
        told.accepted();
        assertThat(reach().getString("reach.state")).isEqualTo("failed");
        told.acknowledged(SHOWN);
        told.abandoned(Reason.GONE);

        assertThat(reach().getString("reach.state")).isEqualTo("shown");
    }

    @Test
    void tests_and_what_a_newer_one_replaced_unsent_say_nothing() {
        deliveries.notification(TEST, 0).accepted();
        deliveries.notification(TICKET_CREATED, 1).abandoned(Reason.SUPERSEDED);
        deliveries.tell(
                new SubscriptionGone(
                        UUID.randomUUID(),
                        UUID.fromString(ticket),
                        SubscriptionGone.Reason.GONE,
                        Deliveries.START));

        assertThat(reach().getMap("reach")).isNull();
    }

    @Test
    void nobody_else_can_tell_of_a_ticket_and_one_that_is_gone_is_ignored() {
        new Deliveries(pool, ticket, UUID.randomUUID()).notification(YOUR_TURN, 0).accepted();
        var other = new Deliveries(pool, UUID.randomUUID().toString(), office.id());
        other.notification(YOUR_TURN, 0).accepted();
        deliveries.tell(new DeliveryAccepted(other.notification(YOUR_TURN, 0).facts(0), 1));

        assertThat(reach().getMap("reach")).isNull();
    }

    @Test
    void what_cannot_be_read_is_set_aside_and_the_rest_goes_on() {
        deliveries.tell("no event".getBytes(StandardCharsets.UTF_8));
        deliveries.notification(YOUR_TURN, 0).accepted();

        String deadLetters = Topics.deadLettersOf(Topics.DELIVERY_EVENTS).name();
        assertThat(PublishedRecords.of(UUID.fromString(ticket), deadLetters, 1)).hasSize(1);
        assertThat(reach().getString("reach.state")).isEqualTo("sent");
    }

    @Test
    void the_figures_of_a_day_tell_how_many_were_reached() {
        deliveries.notification(YOUR_TURN, 0).acknowledged(SHOWN);
        deliveries.notification(YOUR_TURN, 60).abandoned(Reason.EXPIRED);
        another().notification(YOUR_TURN, 0).acknowledged(CLICKED);
        another().notification(YOUR_TURN, 0).accepted();
        another();

        assertThat(stats().getInt("taken")).isEqualTo(4);
        assertThat(stats().getInt("reach.notified")).isEqualTo(3);
        assertThat(stats().getInt("reach.reached")).isEqualTo(2);
        assertThat(stats().getInt("reach.failed")).isEqualTo(1);
        assertThat(stats().getDouble("reach.share")).isEqualTo(0.667);
    }

    private Deliveries another() {
        return new Deliveries(pool, office.takeTicket(service).getString("id"), office.id());
    }

    private JsonPath reach() {
        return read("/api/tickets/" + ticket);
    }

    private JsonPath queue() {
        return read("/api/queues/" + service);
    }

    private JsonPath stats() {
        return read("/api/queues/" + service + "/stats");
    }

    private JsonPath read(String path) {
        return office.as("employee").get(path).then().statusCode(200).extract().jsonPath();
    }
}
