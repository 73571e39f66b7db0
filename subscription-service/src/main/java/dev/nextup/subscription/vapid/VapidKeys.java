package dev.nextup.subscription.vapid;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jboss.logging.Logger;

/**
 * The key ring as its file has it now: read at start, where an unusable one is fatal, and again
 * when the file changes. A ring that has become unusable is told and not taken: what worked goes on
 * working.
 *
 * <p>{@code nextup.vapid.reloads}, by {@code outcome}: {@code changed} rings taken, {@code
 * unusable} ones not. Alert on any {@code unusable}.
 */
@Startup
@Singleton
public class VapidKeys {

    /**
     * A new first key is handed to browsers so long after it was seen: by then every replica has
     * it, here and where messages are signed. A secret takes its time to reach all machines.
     */
    static final Duration HANDOVER = Duration.ofMinutes(2);

    private static final Logger LOG = Logger.getLogger(VapidKeys.class);
    private static final String VARIABLE = "NEXTUP_VAPID_KEYS_FILE";

    private final Path file;
    private final Clock clock;
    private final MeterRegistry registry;
    private volatile Served served;
    private byte[] seen;

    @Inject
    VapidKeys(VapidConfig config, Clock clock, MeterRegistry registry) {
        this(config.keysFile(), clock, registry);
    }

    VapidKeys(Path file, Clock clock, MeterRegistry registry) {
        this.file = file;
        this.clock = clock;
        this.registry = registry;
        try {
            byte[] octets = Files.readAllBytes(file);
            seen = digest(octets);
            VapidKeyRing ring = VapidKeyRing.parse(new String(octets, UTF_8));
            served = new Served(ring, ring.newest(), Instant.MIN);
        } catch (IOException e) {
            throw unusable("it cannot be read");
        } catch (IllegalArgumentException e) {
            throw unusable(String.valueOf(e.getMessage()));
        }
    }

    /** The key to subscribe with now. */
    public VapidKey current() {
        Served now = served;
        return clock.instant().isBefore(now.handover()) ? now.before() : now.ring().newest();
    }

    /** Whether we can still send to a subscription made with this key. */
    public boolean holds(String keyId) {
        return served.ring().holds(keyId);
    }

    /** A look at the content, not at the time: a mounted secret is replaced by a link. */
    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    synchronized void look() {
        try {
            byte[] octets = Files.readAllBytes(file);
            byte[] digest = digest(octets);
            if (!Arrays.equals(digest, seen)) {
                seen = digest;
                take(octets);
            }
        } catch (IOException e) {
            // It may be about to be replaced; if it stays away, the next start says so.
            LOG.debugf("%s cannot be read now", VARIABLE);
        }
    }

    private void take(byte[] octets) {
        try {
            VapidKeyRing ring = VapidKeyRing.parse(new String(octets, UTF_8));
            VapidKey before = current();
            // A key that has left the ring may have leaked: it is handed out no more.
            boolean stays = ring.holds(before.keyId());
            Instant handover = stays ? clock.instant().plus(HANDOVER) : Instant.MIN;
            served = new Served(ring, before, handover);
            registry.counter("nextup.vapid.reloads", "outcome", "changed").increment();
            LOG.infof(
                    "VAPID keys were read again: newest=%s of=%d current=%s",
                    ring.newest().keyId(), ring.keyIds().size(), current().keyId());
        } catch (IllegalArgumentException e) {
            registry.counter("nextup.vapid.reloads", "outcome", "unusable").increment();
            LOG.errorf(
                    "%s has changed and is not usable, the keys before go on: %s",
                    VARIABLE, e.getMessage());
        }
    }

    private IllegalStateException unusable(String why) {
        return new IllegalStateException(VARIABLE + " " + file + " is not usable: " + why);
    }

    private static byte[] digest(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * @param before the key handed out until {@code handover}, its ring's newest after that
     */
    private record Served(VapidKeyRing ring, VapidKey before, Instant handover) {}
}
