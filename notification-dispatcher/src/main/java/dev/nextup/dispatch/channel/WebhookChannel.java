package dev.nextup.dispatch.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.dispatch.webpush.PinnedPost;
import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.event.delivery.Channel;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages to a gateway, signed after the Standard Webhooks scheme. The gateway is trusted
 * with a number and no further: see {@link PinnedPost}.
 */
@Startup // an address or a secret that cannot be used is told at start
@Singleton
class WebhookChannel implements FallbackChannel {

    private final Set<Channel> channels;
    private final Clock clock;
    private final Optional<Gateway> gateway;

    /**
     * @throws IllegalStateException when the configuration is not usable
     */
    WebhookChannel(
            WebhookConfig config,
            PhoneConfig phones,
            @ConfigProperty(name = "nextup.push.allow-loopback", defaultValue = "false")
                    boolean allowLoopback,
            Clock clock,
            Vertx vertx) {
        this.clock = clock;
        channels = config.channels();
        if (config.urlFile().isPresent() != config.secretFile().isPresent()
                || channels.contains(Channel.PUSH)) {
            throw new IllegalStateException(
                    "NEXTUP_WEBHOOK_URL_FILE and NEXTUP_WEBHOOK_SECRET_FILE belong together, and"
                            + " NEXTUP_WEBHOOK_CHANNELS names whatsapp, sms or both");
        }
        gateway =
                config.urlFile()
                        .map(
                                file ->
                                        new Gateway(
                                                address(file, allowLoopback, clock, vertx),
                                                secret(config.secretFile().orElseThrow())));
        if (gateway.isPresent() && phones.url().isEmpty()) {
            throw new IllegalStateException(
                    "NEXTUP_WEBHOOK_URL_FILE needs NEXTUP_SUBSCRIPTION_URL, where numbers are asked"
                            + " for");
        }
    }

    @Override
    public Set<Channel> carries() {
        return gateway.isPresent() ? channels : Set.of();
    }

    @Override
    public String service() {
        return gateway.map(there -> there.post().origin()).orElse("none");
    }

    @Override
    public Uni<PushOutcome> send(FallbackMessage message) {
        return gateway.map(there -> send(there, message))
                .orElseGet(
                        () -> Uni.createFrom().item(new Rejected(null, "channel-not-configured")));
    }

    /**
     * Whether the gateway signed this call, a moment ago; never when none is set up. A message of
     * ours that somebody sends back is signed too: look at its type.
     */
    boolean signed(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signature,
            String body) {
        return gateway.map(Gateway::secret)
                .filter(s -> s.verifies(id, timestamp, signature, body, clock.instant()))
                .isPresent();
    }

    private Uni<PushOutcome> send(Gateway there, FallbackMessage message) {
        Instant now = clock.instant();
        String body = body(message, now);
        Map<String, String> headers =
                Map.of(
                        "Content-Type", "application/json",
                        "webhook-id", message.id(),
                        "webhook-timestamp", Long.toString(now.getEpochSecond()),
                        "webhook-signature", there.secret().sign(message.id(), now, body));
        return Uni.createFrom()
                .completionStage(() -> there.post().send(headers, body).toCompletionStage());
    }

    private static String body(FallbackMessage message, Instant now) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "notification.send").put("timestamp", now.toString());
        body.putObject("data")
                .put("deliveryId", message.deliveryId().toString())
                .put("channel", message.channel().name().toLowerCase(Locale.ROOT))
                .put("to", message.to())
                .put("notificationType", message.notificationType())
                .put("ticketNumber", message.ticketNumber())
                .put("title", message.title())
                .put("body", message.body())
                .put("language", message.language())
                .put("url", message.url())
                .put("deadline", message.deadline().toString());
        return body.toString();
    }

    private static PinnedPost address(Path file, boolean allowLoopback, Clock clock, Vertx vertx) {
        try {
            return PinnedPost.to(Files.readString(file).strip(), allowLoopback, clock, vertx);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(
                    "NEXTUP_WEBHOOK_URL_FILE", file, "it needs https on port 443 to a host name");
        }
    }

    private static WebhookSecret secret(Path file) {
        try {
            return new WebhookSecret(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(
                    "NEXTUP_WEBHOOK_SECRET_FILE", file, "it needs base64 of 24 to 64 octets");
        }
    }

    /** Without its cause, which could quote the secret. */
    private static IllegalStateException unusable(String variable, Path file, String why) {
        return new IllegalStateException(variable + " " + file + " is not usable: " + why);
    }

    private record Gateway(PinnedPost post, WebhookSecret secret) {}
}
