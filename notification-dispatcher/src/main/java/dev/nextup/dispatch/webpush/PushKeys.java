package dev.nextup.dispatch.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nextup.dispatch.webpush.crypto.ContentEncoder;
import dev.nextup.dispatch.webpush.crypto.Padding;
import dev.nextup.dispatch.webpush.crypto.VapidKeyRing;
import dev.nextup.dispatch.webpush.crypto.VapidSigner;
import dev.nextup.dispatch.webpush.crypto.VapidSubject;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the secrets once, at start; what is wrong with them is said then, and quotes nothing.
 *
 * <p>The gauge {@code nextup.push.encoder} is 1 under the {@code encoder} that this replica uses.
 * Look at it when a replica sends more slowly than others: {@code bouncycastle} takes several times
 * the CPU of {@code corretto}, and is what is left where native code does not load.
 */
class PushKeys {

    private static final Logger LOG = Logger.getLogger(PushKeys.class);
    private static final byte[] PURPOSE = "nextup push topics".getBytes(UTF_8);
    private static final String HMAC = "HmacSHA256";

    /** As it is when somebody is made that wants it, not as it will be. */
    @Produces
    VapidKeyRing keyRing(LiveKeyRing live) {
        return live.current();
    }

    @Produces
    @Singleton
    @Startup
    VapidSigner signer(VapidConfig config, Clock clock) {
        try {
            return new VapidSigner(new VapidSubject(config.subject()), clock);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("NEXTUP_VAPID_SUBJECT: " + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    @Startup
    ContentEncoder encoder(PushConfig config, MeterRegistry registry) {
        ContentEncoder encoder =
                config.encoder().create(new SecureRandom(), Padding.BUCKETS, System.getenv());
        LOG.infof("push messages are encrypted by %s", encoder.name());
        Gauge.builder("nextup.push.encoder", () -> 1)
                .tag("encoder", encoder.name())
                .register(registry);
        return encoder;
    }

    /** One file serves several purposes, each with a key of its own. */
    @Produces
    @Singleton
    @Startup
    PushTopics topics(TopicKeyConfig config) {
        byte[] secret = octets("NEXTUP_ACK_KEY_FILE", config.keyFile());
        if (secret.length < PushTopics.MIN_KEY_OCTETS) {
            throw unusable(
                    "NEXTUP_ACK_KEY_FILE",
                    config.keyFile(),
                    "it needs at least " + PushTopics.MIN_KEY_OCTETS + " random octets");
        }
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return new PushTopics(mac.doFinal(PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    static byte[] octets(String variable, Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unusable(variable, file, "it cannot be read");
        }
    }

    static IllegalStateException unusable(String variable, Path file, @Nullable String why) {
        return new IllegalStateException(variable + " " + file + " is not usable: " + why);
    }
}
