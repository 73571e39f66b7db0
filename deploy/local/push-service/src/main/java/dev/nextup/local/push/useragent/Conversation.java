package dev.nextup.local.push.useragent;

import dev.nextup.local.push.http.PublicUrl;
import java.security.InvalidKeyException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is said over one connection, from hello to its end. Heard by one thread at a time, in order.
 */
final class Conversation {

    private final UserAgents agents;
    private final Connection connection;
    private final PublicUrl publicUrl;
    private volatile @Nullable UserAgent agent;

    Conversation(UserAgents agents, Connection connection, PublicUrl publicUrl) {
        this.agents = agents;
        this.connection = connection;
        this.publicUrl = publicUrl;
    }

    boolean hasBegun() {
        return agent != null;
    }

    /**
     * @throws ProtocolException if no browser says so: the connection shall be closed
     */
    void hear(String text) throws ProtocolException {
        ClientMessage message = ClientMessage.parse(text);
        UserAgent known = agent;
        if (known == null) {
            hello(message);
            return;
        }
        switch (message.type()) {
            case "register" -> register(known, message);
            case "unregister" -> unregister(known, message);
            case "ping" -> connection.send(ServerMessages.pong());
            // Delivered or not, and whatever the page's worker made of it: the browser has it.
            case "ack" -> agents.done(known, message.versions());
            case "nack" -> agents.done(known, message.version());
            case "broadcast_subscribe" -> {
                // There are no broadcasts here: nothing to tell, ever.
            }
            default -> throw new ProtocolException("unknown or misplaced messageType");
        }
    }

    void end() {
        UserAgent known = agent;
        if (known != null) {
            agents.left(known, connection);
        }
    }

    private void hello(ClientMessage message) throws ProtocolException {
        if (!message.type().equals("hello")) {
            throw new ProtocolException("say hello first");
        }
        if (!message.usesWebPush()) {
            throw new ProtocolException("use_webpush must be true");
        }
        UserAgent introduced = agents.hello(message.uaid(), connection);
        agent = introduced;
    }

    private void register(UserAgent known, ClientMessage message) throws ProtocolException {
        UUID channel = message.channel();
        try {
            byte[] key = message.key();
            connection.send(
                    agents.register(known, channel, key)
                            .map(it -> publicUrl.resolve("/push/" + it.token()))
                            .map(endpoint -> ServerMessages.registered(channel, endpoint))
                            .orElseGet(() -> ServerMessages.notRegistered(channel, 409)));
        } catch (InvalidKeyException e) {
            connection.send(ServerMessages.notRegistered(channel, 400));
        }
    }

    private void unregister(UserAgent known, ClientMessage message) throws ProtocolException {
        UUID channel = message.channel();
        agents.unregister(known, channel);
        connection.send(ServerMessages.unregistered(channel));
    }
}
