package dev.nextup.dispatch.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.dispatch.webpush.PinnedPost;
import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.event.delivery.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guide's example of a vendor is a class that works. */
class AcmeChannelTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void it_carries_the_words_to_the_number() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        HttpServer server =
                vertx.createHttpServer()
                        .requestHandler(
                                request ->
                                        request.body()
                                                .onSuccess(
                                                        body -> {
                                                            received.complete(body.toString());
                                                            request.response()
                                                                    .setStatusCode(202)
                                                                    .end();
                                                        }))
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS);
        String url = "http://127.0.0.1:" + server.actualPort() + "/sms";
        AcmeChannel channel =
                new AcmeChannel(PinnedPost.to(url, true, Clock.systemUTC(), vertx), "secret");

        PushOutcome outcome = channel.send(message()).await().atMost(Duration.ofSeconds(20));

        assertThat(outcome).isEqualTo(new Accepted(202));
        assertThat(received.get(1, TimeUnit.SECONDS))
                .isEqualTo(
                        "{\"to\":\"+4915112345678\",\"text\":\"Title\\nBody\\nhttps://queue.example/\","
                                + "\"reference\":\"id\"}");
    }

    @Test
    void the_guide_shows_it_word_for_word() throws Exception {
        String source =
                Files.readString(
                        Path.of("src/test/java/dev/nextup/dispatch/channel/AcmeChannel.java"));
        String guide =
                Files.readString(Path.of("../docs/PUSH_NOTIFICATION_MESSAGES_IMPLEMENTATION.md"));

        assertThat(guide)
                .contains("@Singleton\n" + source.substring(source.indexOf("class AcmeChannel")));
    }

    private static FallbackMessage message() {
        return new FallbackMessage(
                "id",
                UUID.randomUUID(),
                Channel.SMS,
                "+4915112345678",
                "your_turn",
                "GEN-014",
                "Title",
                "Body",
                "en",
                "https://queue.example/",
                Instant.EPOCH);
    }
}
