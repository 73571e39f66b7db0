package dev.nextup.dispatch.channel;

import dev.nextup.dispatch.channel.FallbackResult.State;
import dev.nextup.dispatch.message.Payloads;
import dev.nextup.dispatch.message.Payloads.Spoken;
import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.event.delivery.Channel;
import io.opentelemetry.api.trace.Span;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one attempt over whatever channel is wanted and there is. */
@Singleton
class FallbackSender {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int DOUBLINGS = 5;

    private final List<FallbackChannel> channels;
    private final PhoneBook phones;
    private final Payloads payloads;
    private final FallbackSpans spans;
    private final MessageCaps caps;
    private final Clock clock;

    FallbackSender(
            @All List<FallbackChannel> channels,
            PhoneBook phones,
            Payloads payloads,
            FallbackSpans spans,
            MessageCaps caps,
            Clock clock) {
        this.channels = channels;
        this.phones = phones;
        this.payloads = payloads;
        this.spans = spans;
        this.caps = caps;
        this.clock = clock;
    }

    boolean isConfigured() {
        return channels.stream().anyMatch(channel -> !channel.carries().isEmpty());
    }

    /** Never fails. */
    Uni<FallbackResult> send(DueFallback due) {
        Optional<Map.Entry<Channel, FallbackChannel>> way = way(due);
        if (!due.matters()) {
            return unsent(due, State.SKIPPED, null, "superseded");
        }
        if (way.isEmpty()) {
            Channel first = due.wanted().stream().findFirst().orElse(null);
            String why = first == null ? "channel-not-wanted" : "channel-not-configured";
            return unsent(due, State.SKIPPED, first, why);
        }
        Channel channel = way.get().getKey();
        if (caps.isReached(due)) {
            return unsent(due, State.SKIPPED, channel, "too-many-messages");
        }
        if (!clock.instant().isBefore(due.deadline())) {
            return unsent(due, State.EXPIRED, channel, "expired");
        }
        FallbackChannel carrier = way.get().getValue();
        return phones.phoneOf(due.ticketId())
                .chain(
                        phone ->
                                phone.map(number -> sendOnce(due, channel, carrier, number))
                                        .orElseGet(
                                                () ->
                                                        unsent(
                                                                due,
                                                                State.SKIPPED,
                                                                channel,
                                                                "no-phone")))
                .onFailure()
                .recoverWithItem(
                        e ->
                                again(
                                        due,
                                        channel,
                                        new TryLater(null, "phone-unknown", null),
                                        "none"));
    }

    private Uni<FallbackResult> sendOnce(
            DueFallback due, Channel channel, FallbackChannel carrier, String number) {
        return caps.refusal(due, number)
                .chain(
                        refusal ->
                                refusal.map(why -> unsent(due, State.SKIPPED, channel, why))
                                        .orElseGet(() -> send(due, channel, carrier, number)));
    }

    private Uni<FallbackResult> send(
            DueFallback due, Channel channel, FallbackChannel carrier, String number) {
        FallbackMessage message = message(due, channel, number);
        Span span = spans.begin(due);
        return carrier.send(message)
                .map(outcome -> result(due, channel, outcome, carrier.service()))
                .invoke(result -> spans.end(span, result));
    }

    private FallbackResult result(
            DueFallback due, Channel channel, PushOutcome outcome, String service) {
        if (outcome instanceof TryLater later) {
            return again(due, channel, later, service);
        }
        State state = outcome instanceof Accepted ? State.ACCEPTED : State.REJECTED;
        return new FallbackResult(
                due, state, channel, outcome.code(), outcome.httpStatus(), service, null);
    }

    /** Pauses double; the gateway may ask for a longer one. */
    private FallbackResult again(
            DueFallback due, Channel channel, TryLater outcome, String service) {
        Duration pause = Duration.ofSeconds(1L << Math.min(due.attempt(), DOUBLINGS));
        Duration asked = outcome.retryAfter();
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        if (asked != null && asked.compareTo(pause) > 0) {
            pause = asked;
        }
        Instant next = clock.instant().plus(pause);
        State state = next.isBefore(due.deadline()) ? State.DUE : State.EXPIRED;
        return new FallbackResult(
                due, state, channel, outcome.code(), outcome.httpStatus(), service, next);
    }

    private FallbackMessage message(DueFallback due, Channel channel, String number) {
        Spoken words = payloads.spoken(due.ticketId(), due.type(), due.content());
        return new FallbackMessage(
                due.deliveryId() + "-" + channel.name().toLowerCase(Locale.ROOT),
                due.deliveryId(),
                channel,
                number,
                due.type().name().toLowerCase(Locale.ROOT),
                due.content().place().ticketNumber(),
                words.title(),
                words.body(),
                words.language(),
                words.url(),
                due.deadline());
    }

    private Optional<Map.Entry<Channel, FallbackChannel>> way(DueFallback due) {
        return due.wanted().stream()
                .flatMap(
                        wanted ->
                                channels.stream()
                                        .filter(channel -> channel.carries().contains(wanted))
                                        .map(channel -> Map.entry(wanted, channel)))
                .findFirst();
    }

    private static Uni<FallbackResult> unsent(
            DueFallback due, State state, @Nullable Channel channel, String why) {
        return Uni.createFrom().item(FallbackResult.unsent(due, state, channel, why));
    }
}
