package dev.nextup.dispatch.delivery;

import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.event.delivery.DeliveryAcknowledged.Acknowledgement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What an operator watches. The counts of all replicas together balance:
 *
 * <pre>{@code
 * planned + repeated = settled{accepted + shown + clicked}
 *                    + settled{expired + gone + stale_key + rejected + skipped + superseded + abandoned}
 *                    + open{planned + sending + retrying}
 * }</pre>
 *
 * <p>{@code open} is counted in the table ({@link OpenDeliveries}), the others where it happens,
 * after the commit: a process that is killed takes along what it had not told yet. So look at how
 * the sums grow. A gap that grows while nothing is killed is a mistake in this service.
 *
 * <ul>
 *   <li>{@code nextup.delivery.planned}: notifications decided on.
 *   <li>{@code nextup.delivery.settled}, by {@code state}: notifications that came to an end, by
 *       the first end: one that is shown later stays {@code accepted}. {@code shown} and {@code
 *       clicked} are those whose device was faster than their push service's answer.
 *   <li>{@code nextup.delivery.repeated}: calls sent again because no device had shown them. A high
 *       share of calls means that devices do not acknowledge, or that push is slow.
 *   <li>{@code nextup.delivery.attempts}, by {@code outcome} and {@code status} (of HTTP, {@code
 *       none} without an answer): what push services answered. Alert on a share of {@code
 *       http-401}, {@code http-403} or {@code stale-key}: our keys are wrong. Alert on any {@code
 *       http-3xx}: a push service has moved, and nothing is sent after it.
 *   <li>{@code nextup.delivery.acknowledged}, by {@code event}: what devices told, repeats not
 *       counted. Alert when {@code shown} stays far below what was accepted: messages are taken and
 *       not seen.
 *   <li>{@code nextup.delivery.time}: from what happened to the acceptance by the push service, of
 *       notifications that follow from events. Alert when its 99th percentile exceeds a second.
 * </ul>
 */
@Singleton
public class DeliveryMetrics {

    private final MeterRegistry registry;
    private final Timer time;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        time =
                Timer.builder("nextup.delivery.time")
                        .publishPercentileHistogram()
                        .minimumExpectedValue(Duration.ofMillis(1))
                        .maximumExpectedValue(Duration.ofMinutes(10))
                        .register(registry);
    }

    public void planned(int deliveries) {
        registry.counter("nextup.delivery.planned").increment(deliveries);
    }

    public void acknowledged(Acknowledgement done) {
        registry.counter(
                        "nextup.delivery.acknowledged",
                        "event",
                        done.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Calls that nobody saw, and that are sent again. */
    void repeated(long deliveries) {
        registry.counter("nextup.delivery.repeated").increment((double) deliveries);
    }

    /** Deliveries in the states they have now. */
    public void changed(List<Settled> deliveries) {
        for (Settled delivery : deliveries) {
            if (delivery.state().isSettled()) {
                registry.counter(
                                "nextup.delivery.settled",
                                "state",
                                delivery.state().name().toLowerCase(Locale.ROOT))
                        .increment();
            }
        }
    }

    void attempted(List<AttemptResult> results) {
        for (AttemptResult result : results) {
            Integer status = result.outcome().httpStatus();
            registry.counter(
                            "nextup.delivery.attempts",
                            "outcome",
                            result.outcome().code(),
                            "status",
                            status == null ? "none" : status.toString())
                    .increment();
            if (result.outcome() instanceof Accepted && !result.claim().onRequest()) {
                time.record(Duration.between(result.claim().occurredAt(), result.at()));
            }
        }
    }
}
