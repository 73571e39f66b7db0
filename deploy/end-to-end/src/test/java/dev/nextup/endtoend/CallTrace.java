package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.net.URI;

/** What a collector holds of a customer's call. */
record CallTrace(TraceCollector traces, Customer customer) {

    /** From the clerk's click in ticket-service to the push of notification-dispatcher. */
    void mustBeWhole() {
        TracedSpan push =
                traces.await(
                        "the push",
                        span ->
                                isAboutUs(span, "push")
                                        && isOf(span, "notificationType", "your_turn"));
        TracedSpan click = traces.await("the click", span -> span.id().equals(push.parent()));

        assertThat(push.service()).isEqualTo("notification-dispatcher");
        assertThat(push.kind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(push.attributes())
                .containsEntry("outcome", "accepted")
                .containsEntry("httpStatus", "201")
                .containsEntry("attempt", "1")
                .containsKeys("deliveryId", "subscriptionId", "pushService");
        assertThat(click.service()).isEqualTo("ticket-service");
        assertThat(click.kind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        assertThat(click.trace()).isEqualTo(push.trace());
        assertThat(click.parent()).isEmpty();
        assertThat(click.name()).isEqualTo("POST /api/queues/{queueId}/call-next");
        assertThat(click.attributes())
                .containsEntry("ticketId", customer.ticket().toString())
                .containsEntry("http.response.status_code", "200");
        traces.await(
                "the subscription", span -> isAboutUs(span, "POST /api/notifications/subscribe"));
    }

    /** Nothing that was sent says what only the customer, the clerk or nobody may know. */
    static void mustHoldNone(TraceCollector traces, Customer customer, String... secrets) {
        traces.await("the read", span -> span.name().equals("GET /api/tickets/{id}"));
        SimulatedBrowser browser = customer.browser();
        String keys = "/keys/";
        assertThat(traces.text())
                .doesNotContain(secrets)
                .doesNotContain(customer.token())
                .doesNotContain(URI.create(browser.endpoint()).getPath())
                .doesNotContain(browser.subscription().at(keys + "p256dh").asText())
                .doesNotContain(browser.subscription().at(keys + "auth").asText())
                // whose requests they were
                .doesNotContain("127.0.0.1")
                .doesNotContainIgnoringCase("user_agent");
    }

    private boolean isAboutUs(TracedSpan span, String name) {
        return span.name().equals(name) && span.isAbout(customer.ticket());
    }

    private static boolean isOf(TracedSpan span, String attribute, String value) {
        return value.equals(span.attributes().get(attribute));
    }
}
