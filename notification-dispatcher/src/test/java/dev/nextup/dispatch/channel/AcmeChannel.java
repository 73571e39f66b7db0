package dev.nextup.dispatch.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nextup.dispatch.webpush.PinnedPost;
import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.event.delivery.Channel;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;

/** The vendor that the guide adds; no bean, so that no service under test has it. */
class AcmeChannel implements FallbackChannel {

    private final PinnedPost acme;
    private final String token;

    AcmeChannel(PinnedPost acme, String token) {
        this.acme = acme;
        this.token = token;
    }

    @Override
    public Set<Channel> carries() {
        return Set.of(Channel.SMS);
    }

    @Override
    public String service() {
        return acme.origin();
    }

    @Override
    public Uni<PushOutcome> send(FallbackMessage message) {
        String text = message.title() + "\n" + message.body() + "\n" + message.url();
        String body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("to", message.to())
                        .put("text", text)
                        .put("reference", message.id())
                        .toString();
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json");
        return Uni.createFrom().completionStage(() -> acme.send(headers, body).toCompletionStage());
    }
}
