package dev.nextup.dispatch.webpush;

import static dev.nextup.dispatch.webpush.TestSender.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.dispatch.SimulatedBrowser;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.StaleKey;
import dev.nextup.dispatch.webpush.crypto.TestKeyRing;
import dev.nextup.local.push.PushService;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The runbook "rotate VAPID keys", step by step, against the strict push service. */
class KeyRotationTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String OLD = TestKeyRing.json("old");
    private static final String NEW = TestKeyRing.json("new");

    @TempDir Path directory;

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final TestSender test = TestSender.on(VERTX);
    private Path file;
    private LiveKeyRing keys;

    @BeforeEach
    void writeRing() throws IOException {
        file = Files.writeString(directory.resolve("keys.json"), OLD);
        keys = new LiveKeyRing(file, registry);
    }

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @ParameterizedTest
    @EnumSource
    void every_subscription_is_served_by_its_own_key_until_that_leaves_the_ring(TlsVersion version)
            throws Exception {
        try (PushService service = version.start()) {
            PushSender sender = test.make(keys);
            SimulatedBrowser early = browser(service);
            assertThat(send(sender, test.message(early, "old"))).isEqualTo(new Accepted(201));

            change(TestKeyRing.merged(NEW, OLD));
            assertThat(keys.current().newest().id()).isEqualTo("new");
            SimulatedBrowser late = browser(service);
            assertThat(send(sender, test.message(late, "new"))).isEqualTo(new Accepted(201));
            assertThat(send(sender, test.message(early, "old"))).isEqualTo(new Accepted(201));

            change(NEW);
            PushOutcome stale = send(sender, test.message(early, "old"));
            assertThat(stale).isEqualTo(new StaleKey(null));
            assertThat(stale.code()).isEqualTo("key-not-held");
            assertThat(send(sender, test.message(late, "new"))).isEqualTo(new Accepted(201));
            assertThat(early.messages()).hasSize(2);
            assertThat(reloads("changed")).isEqualTo(2);
        }
    }

    @Test
    void a_ring_that_cannot_be_used_is_told_once_and_not_taken() throws Exception {
        change("{\"keys\":[{\"kty\":\"EC\"}]}");
        keys.look();

        assertThat(keys.current().ids()).containsExactly("old");
        assertThat(reloads("unusable")).isEqualTo(1);
        change(TestKeyRing.merged(NEW, OLD));
        assertThat(keys.current().ids()).containsExactly("new", "old");
    }

    @Test
    void a_file_that_is_away_for_a_moment_changes_nothing() throws Exception {
        Files.delete(file);
        keys.look();

        assertThat(keys.current().ids()).containsExactly("old");
    }

    @Test
    void at_start_an_unusable_ring_is_fatal_and_not_quoted() throws Exception {
        Files.writeString(file, "{\"keys\":[{\"d\":\"secret\"}]}");

        assertThatThrownBy(() -> new LiveKeyRing(file, registry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NEXTUP_VAPID_KEYS_FILE")
                .hasMessageNotContaining("secret");
    }

    private void change(String json) throws IOException {
        Files.writeString(file, json);
        keys.look();
    }

    private double reloads(String outcome) {
        return registry.counter("nextup.vapid.reloads", "outcome", outcome).count();
    }

    /** As subscription-service would have it: with the newest key. */
    private SimulatedBrowser browser(PushService service) throws Exception {
        return SimulatedBrowser.subscribe(
                TlsVersion.CLIENT, service.publicUrl(), keys.current().newest().publicKey());
    }
}
