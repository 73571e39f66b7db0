package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.endtoend.Command.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A browser at the local push service.
 *
 * @param subscription as {@code PushSubscription.toJSON()} gives it
 */
record SimulatedBrowser(TicketClient pushService, String id, JsonNode subscription) {

    /** A new one, which takes messages from the owner of the key only. */
    static SimulatedBrowser open(TicketClient pushService, ApplicationServerKey key)
            throws IOException {
        String body = "{\"applicationServerKey\":\"%s\"}".formatted(key.publicKey());
        Answer answer = pushService.send(new Command(Kind.SUBSCRIBE, "/push/sim", body, "", ""));
        return new SimulatedBrowser(
                pushService, answer.text("id"), answer.body().path("subscription"));
    }

    /** Its push service answers the next messages so, and as usual after that. */
    void answers(int status, int times) throws IOException {
        answer(
                Stream.generate(() -> "{\"status\":%d}".formatted(status))
                        .limit(times)
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /**
     * What its next senders are answered.
     *
     * @param script a JSON array; see docs/push-service.md
     */
    void answer(String script) throws IOException {
        String path = "/push/sim/" + id + "/behaviour";
        Answer answer = pushService.put(path, "{\"answers\":" + script + "}");
        assertThat(answer.status()).isEqualTo(204);
    }

    /** What it received, oldest first. */
    List<PushedMessage> messages() {
        try {
            List<PushedMessage> messages = new ArrayList<>();
            pushService
                    .get("/push/sim/" + id + "/messages")
                    .body()
                    .forEach(message -> messages.add(PushedMessage.of(message)));
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of one kind. */
    List<PushedMessage> messages(String notificationType) {
        return messages().stream().filter(m -> m.type().equals(notificationType)).toList();
    }

    /** The only message of a kind, once it is there. */
    PushedMessage awaitOnly(String notificationType, Duration patience) {
        await(notificationType).atMost(patience).until(() -> !messages(notificationType).isEmpty());
        assertThat(messages(notificationType)).hasSize(1);
        return messages(notificationType).get(0);
    }

    String endpoint() {
        return subscription.path("endpoint").asText();
    }
}
