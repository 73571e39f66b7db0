package dev.nextup.dispatch.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.event.delivery.Channel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway's settings may be. */
class WebhookChannelTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Set<Channel> BOTH = Set.of(Channel.WHATSAPP, Channel.SMS);
    private static final String ADDRESS = "https://gateway.example/hook?key=hidden";

    @TempDir Path directory;

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void without_settings_it_carries_nothing() {
        WebhookChannel channel =
                channel(new Settings(Optional.empty(), Optional.empty(), BOTH), "");

        assertThat(channel.carries()).isEmpty();
        assertThat(channel.service()).isEqualTo("none");
    }

    @Test
    void with_address_and_secret_it_carries_what_it_is_told() throws Exception {
        WebhookChannel channel =
                channel(settings(ADDRESS, GatewayForTests.SECRET, Set.of(Channel.SMS)), "http://x");

        assertThat(channel.carries()).containsExactly(Channel.SMS);
        assertThat(channel.service()).isEqualTo("https://gateway.example");
    }

    @Test
    void half_of_the_settings_are_refused() throws Exception {
        Settings whole = settings(ADDRESS, GatewayForTests.SECRET, BOTH);

        assertThatThrownBy(
                        () ->
                                channel(
                                        new Settings(whole.urlFile(), Optional.empty(), BOTH),
                                        "http://x"))
                .hasMessageContaining("belong together");
        assertThatThrownBy(() -> channel(whole, ""))
                .hasMessageContaining("NEXTUP_SUBSCRIPTION_URL");
    }

    @Test
    void what_cannot_be_used_is_refused_without_being_quoted() throws Exception {
        Settings insecure =
                settings("http://gateway.example/?key=hidden", GatewayForTests.SECRET, BOTH);
        Settings guessable = settings(ADDRESS, "whsec_hidden", BOTH);

        assertThatThrownBy(() -> channel(insecure, "http://x"))
                .hasMessageContaining("NEXTUP_WEBHOOK_URL_FILE")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> channel(guessable, "http://x"))
                .hasMessageContaining("NEXTUP_WEBHOOK_SECRET_FILE")
                .hasMessageNotContaining("hidden");
    }

    private static WebhookChannel channel(Settings settings, String subscriptionUrl) {
        Optional<URI> url = Optional.of(subscriptionUrl).filter(u -> !u.isEmpty()).map(URI::create);
        return new WebhookChannel(settings, () -> url, false, Clock.systemUTC(), VERTX);
    }

    private Settings settings(String address, String secret, Set<Channel> channels)
            throws IOException {
        Path url = Files.createTempFile(directory, "address", "");
        Path key = Files.createTempFile(directory, "key", "");
        Files.writeString(url, address + "\n");
        Files.writeString(key, secret + "\n");
        return new Settings(Optional.of(url), Optional.of(key), channels);
    }

    private record Settings(
            Optional<Path> urlFile, Optional<Path> secretFile, Set<Channel> channels)
            implements WebhookConfig {
        @Override
        public int messagesPerTicket() {
            return 10;
        }

        @Override
        public int messagesPerNumber() {
            return 0;
        }

        @Override
        public int messagesPerOrganization() {
            return 0;
        }
    }
}
