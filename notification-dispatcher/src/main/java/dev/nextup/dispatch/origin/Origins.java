package dev.nextup.dispatch.origin;

import dev.nextup.dispatch.webpush.PushOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * All push services, by their origin.
 *
 * <p>The gauge {@code nextup.push.services.troubled}, by {@code trouble}, counts those of this
 * replica that something is wrong with. Alert when {@code key-refused} or {@code gone-wave} is not
 * 0, and when {@code failing} is not 0 for some minutes. The log says which they are, and so does
 * {@code /q/health/ready}, without being down for it.
 */
@Singleton
public class Origins {

    private static final Logger LOG = Logger.getLogger(Origins.class);

    /** Push services have few origins; the limit keeps whoever invents some from filling memory. */
    private static final int MOST = 1_024;

    private final Clock clock;
    private final Map<String, Origin> origins = new ConcurrentHashMap<>();

    Origins(Clock clock, MeterRegistry registry) {
        this.clock = clock;
        for (Trouble trouble : Trouble.values()) {
            registry.gauge(
                    "nextup.push.services.troubled",
                    Tags.of("trouble", trouble.code()),
                    this,
                    all -> all.count(trouble));
        }
    }

    /**
     * How many more each may get now, where that is fewer than {@code usual}.
     *
     * @param places that are free, for all of them together
     */
    public Map<String, Integer> limits(int usual, int places) {
        Instant now = clock.instant();
        Map<String, Integer> limits = new TreeMap<>();
        origins.forEach(
                (name, origin) -> {
                    int free = Math.min(origin.free(now), origin.share(places));
                    if (free < usual) {
                        limits.put(name, free);
                    }
                });
        return limits;
    }

    /** Whether nothing may be sent there now. */
    public boolean isPaused(String pushService) {
        return origin(pushService).isPaused(clock.instant());
    }

    /** Before an attempt; {@link #end} must follow. */
    public void begin(String pushService) {
        origin(pushService).begin();
    }

    /** After an attempt: what came of it, in the light of what else this push service says. */
    public PushOutcome end(String pushService, UUID subscription, Past past, PushOutcome outcome) {
        Origin origin = origin(pushService);
        Set<Trouble> before = origin.troubles();
        PushOutcome judged = origin.end(subscription, past, outcome, clock.instant());
        Set<Trouble> after = origin.troubles();
        if (!before.equals(after)) {
            LOG.warnf(
                    "push service changed: pushService=%s troubles=%s",
                    pushService, after.stream().map(Trouble::code).toList());
        }
        return judged;
    }

    /** Those that something is wrong with, and what. */
    Map<String, String> troubled() {
        Map<String, String> troubled = new TreeMap<>();
        origins.forEach(
                (name, origin) -> {
                    Set<Trouble> troubles = origin.troubles();
                    if (!troubles.isEmpty()) {
                        troubled.put(
                                name,
                                String.join(", ", troubles.stream().map(Trouble::code).toList()));
                    }
                });
        return troubled;
    }

    private double count(Trouble trouble) {
        return origins.values().stream().filter(o -> o.troubles().contains(trouble)).count();
    }

    private Origin origin(String pushService) {
        Origin known = origins.get(pushService);
        if (known != null) {
            return known;
        }
        return origins.size() < MOST
                ? origins.computeIfAbsent(pushService, name -> new Origin())
                : origins.computeIfAbsent("others", name -> new Origin());
    }
}
