package dev.nextup.dispatch.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
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
public class LiveKeyRing {

    private static final Logger LOG = Logger.getLogger(LiveKeyRing.class);
    private static final String VARIABLE = "NEXTUP_VAPID_KEYS_FILE";

    private final Path file;
    private final MeterRegistry registry;
    private volatile VapidKeyRing ring;
    private byte[] seen;

    @Inject
    LiveKeyRing(VapidConfig config, MeterRegistry registry) {
        this(config.keysFile(), registry);
    }

    LiveKeyRing(Path file, MeterRegistry registry) {
        this.file = file;
        this.registry = registry;
        byte[] octets = PushKeys.octets(VARIABLE, file);
        seen = digest(octets);
        try {
            ring = VapidKeyRing.parse(new String(octets, UTF_8));
        } catch (IllegalArgumentException e) {
            throw PushKeys.unusable(VARIABLE, file, e.getMessage());
        }
    }

    /** Ask at every attempt. */
    public VapidKeyRing current() {
        return ring;
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
            ring = VapidKeyRing.parse(new String(octets, UTF_8));
            registry.counter("nextup.vapid.reloads", "outcome", "changed").increment();
            LOG.infof("VAPID keys were read again, newest first: %s", ring);
        } catch (IllegalArgumentException e) {
            registry.counter("nextup.vapid.reloads", "outcome", "unusable").increment();
            LOG.errorf(
                    "%s has changed and is not usable, the keys before go on: %s",
                    VARIABLE, e.getMessage());
        }
    }

    private static byte[] digest(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
