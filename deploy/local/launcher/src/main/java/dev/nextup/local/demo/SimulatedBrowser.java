package dev.nextup.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The customer's browser, played by the local push service, which decrypts what it receives. */
final class SimulatedBrowser {

    private final Api anybody;
    private final String messages;
    private final JsonNode subscription;

    private SimulatedBrowser(Api anybody, JsonNode created) {
        this.anybody = anybody;
        this.messages = "/push/sim/" + Api.text(created, "/id") + "/messages";
        this.subscription = created.path("subscription");
    }

    /** Opens one that accepts pushes of this installation only. */
    static SimulatedBrowser open(Api anybody) {
        JsonNode key = anybody.get("/api/notifications/vapid-public-key");
        JsonNode request = Api.object().put("applicationServerKey", Api.text(key, "/publicKey"));
        return new SimulatedBrowser(anybody, anybody.post("/push/sim", request));
    }

    /** A secret: whoever has it can send. */
    JsonNode subscription() {
        return subscription;
    }

    /** Waits until a notification of this kind has arrived. */
    Notification await(String kind, Waiting waiting) {
        return waiting.until(
                kind,
                () -> received().stream().filter(n -> n.kind().equals(kind)).findFirst(),
                this::receivedInstead);
    }

    private List<Notification> received() {
        List<Notification> notifications = new ArrayList<>();
        anybody.get(messages).forEach(message -> notifications.add(Notification.of(message)));
        return notifications;
    }

    private String receivedInstead() {
        List<String> lines = received().stream().map(SimulatedBrowser::inAWord).toList();
        return "the browser received "
                + (lines.isEmpty() ? "nothing" : "only " + String.join(", ", lines));
    }

    private static String inAWord(Notification notification) {
        Optional<String> error = notification.decryptError();
        return error.map(why -> "what it could not decrypt (" + why + ")")
                .orElseGet(
                        () ->
                                notification.kind().isEmpty()
                                        ? "something else"
                                        : notification.kind());
    }
}
