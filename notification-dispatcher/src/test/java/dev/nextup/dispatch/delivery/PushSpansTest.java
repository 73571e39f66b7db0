package dev.nextup.dispatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.dispatch.PushServiceForTests;
import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.SpansForTests;
import dev.nextup.dispatch.TestTicket;
import dev.nextup.dispatch.message.Content;
import dev.nextup.dispatch.message.TicketPlace;
import dev.nextup.dispatch.origin.Past;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.tracing.Spans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** From the header of an event to the spans of the attempts that follow from it. */
@QuarkusTest
@WithTestResource(value = PushServiceForTests.class, scope = TestResourceScope.GLOBAL)
class PushSpansTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";
    private static final String TRACE = "00-" + TRACE_ID + "-" + SPAN_ID + "-01";

    @Inject OpenTelemetry telemetry;
    @Inject SpansForTests spans;
    @Inject VapidKeyRing ring;

    @ConfigProperty(name = "nextup.test.push-service")
    String pushService;

    private final TestTicket ticket = new TestTicket();

    @Test
    void the_attempt_is_a_span_below_what_the_event_follows_from() throws Exception {
        SimulatedBrowser browser = browser();
        ticket.bound(browser, ring);

        ticket.following(TRACE).called();

        SpanData push = awaitSpans(1).get(0);
        assertThat(push.getName()).isEqualTo("push");
        assertThat(push.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(push.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(push.getParentSpanId()).isEqualTo(SPAN_ID);
        assertThat(push.getParentSpanContext().isRemote()).isTrue();
        assertThat(attributes(push))
                .containsEntry("notificationType", "your_turn")
                .containsEntry("outcome", "accepted")
                .containsEntry("httpStatus", "201")
                .containsEntry("attempt", "1")
                .containsOnlyKeys(
                        "ticketId",
                        "subscriptionId",
                        "deliveryId",
                        "notificationType",
                        "attempt",
                        "pushService",
                        "outcome",
                        "httpStatus");
        assertThat(push.toString())
                .doesNotContain(URI.create(browser.endpoint()).getPath())
                .doesNotContain(browser.p256dh())
                .doesNotContain(browser.auth());
    }

    @Test
    void what_waits_for_a_browser_and_is_tried_again_stays_in_its_trace() throws Exception {
        SimulatedBrowser browser = browser();
        browser.answer("[{\"status\":503}]");
        ticket.following(TRACE).created();

        ticket.bound(browser, ring);

        List<SpanData> pushes = awaitSpans(2);
        assertThat(pushes).extracting(SpanData::getParentSpanId).containsOnly(SPAN_ID);
        assertThat(pushes)
                .extracting(push -> attributes(push).get("outcome"))
                .containsExactly("http-503", "accepted");
        assertThat(pushes)
                .extracting(push -> push.getStatus().getStatusCode())
                .containsExactly(StatusCode.ERROR, StatusCode.UNSET);
    }

    @Test
    void while_tracing_is_off_nothing_is_recorded_that_nobody_would_read() {
        TicketPlace place =
                new TicketPlace(UUID.randomUUID(), "", "", "", "", "A-1", null, null, null);
        Claim claim =
                new Claim(
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        place.organizationId(),
                        NotificationType.YOUR_TURN,
                        1,
                        false,
                        Instant.MAX,
                        Instant.EPOCH,
                        Content.of(place, Instant.EPOCH),
                        new Recipient(UUID.randomUUID(), "https://push.example/x", "", "", "k"),
                        Past.NONE,
                        null);

        Span on = new PushSpans(new Spans(telemetry, false)).begin(claim);
        Span off = new PushSpans(new Spans(telemetry, true)).begin(claim);

        assertThat(on.isRecording()).isTrue();
        assertThat(off.isRecording()).isFalse();
    }

    @Test
    void a_header_that_is_malformed_is_ignored() throws Exception {
        ticket.bound(browser(), ring);

        ticket.following(TRACE + "-and-more").called();

        SpanData push = awaitSpans(1).get(0);
        assertThat(push.getParentSpanContext().isValid()).isFalse();
        assertThat(attributes(push)).containsEntry("outcome", "accepted");
    }

    @Test
    void what_is_not_to_be_recorded_is_not() throws Exception {
        SimulatedBrowser browser = browser();
        ticket.bound(browser, ring);

        ticket.following(TRACE.replace("-01", "-00")).created();
        await().atMost(SOON).until(() -> browser.kinds().contains("ticket_created"));
        ticket.following(TRACE).called();

        assertThat(attributes(awaitSpans(1).get(0))).containsEntry("notificationType", "your_turn");
    }

    private List<SpanData> awaitSpans(int count) {
        return await().atMost(SOON).until(() -> spans.of(ticket.id), all -> all.size() >= count);
    }

    private static Map<String, String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                entry -> entry.getKey().getKey(),
                                entry -> entry.getValue().toString()));
    }

    private SimulatedBrowser browser() throws Exception {
        return SimulatedBrowser.subscribe(
                PushServiceForTests.client(), pushService, ring.newest().publicKey());
    }
}
