package dev.nextup.local.push.useragent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.local.push.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The browsers on disk. Each line names its browser, and at most one of: {@code channel} (with
 * {@code token}), {@code unregistered}, {@code waiting} (with the message), {@code done}, {@code
 * forgotten}.
 */
final class UserAgentFile {

    /** Acknowledged messages are dead lines: after so many the file is written anew. */
    private static final int LINES_BETWEEN_REWRITES = 5_000;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Journal journal;
    private final Map<UUID, UserAgent> agents;
    private int appended;

    private UserAgentFile(Journal journal, Map<UUID, UserAgent> agents) {
        this.journal = journal;
        this.agents = agents;
    }

    /**
     * Opens the file in a directory and fills in what it remembers.
     *
     * @param agents what the file mirrors
     * @throws IOException if it cannot be read or written
     */
    static UserAgentFile open(Path directory, Map<UUID, UserAgent> agents) throws IOException {
        UserAgentFile file =
                new UserAgentFile(Journal.in(directory, "real-browsers.jsonl"), agents);
        file.journal.read().forEach(file::apply);
        file.rewrite();
        return file;
    }

    void add(UserAgent agent) {
        append(line(agent));
    }

    void forget(UserAgent agent) {
        append(line(agent).put("forgotten", true));
    }

    void register(UserAgent agent, Channel channel) {
        append(line(agent, channel));
    }

    void unregister(UserAgent agent, UUID channel) {
        append(line(agent).put("unregistered", channel.toString()));
    }

    void keep(UserAgent agent, WaitingMessage message) {
        append(line(agent, message));
    }

    void done(UserAgent agent, UUID version) {
        append(line(agent).put("done", version.toString()));
    }

    private void apply(JsonNode line) {
        UUID id = uuid(line.path("agent"));
        UserAgent agent = agents.computeIfAbsent(id, UserAgent::new);
        if (line.has("forgotten")) {
            agents.remove(id);
        } else if (line.has("channel") && line.has("token")) {
            agent.add(channel(line));
        } else if (line.has("unregistered")) {
            agent.remove(uuid(line.path("unregistered")));
        } else if (line.has("waiting")) {
            agent.keep(message(line));
        } else if (line.has("done")) {
            agent.done(uuid(line.path("done")));
        }
    }

    private void append(ObjectNode line) {
        journal.append(line);
        appended++;
        if (appended >= LINES_BETWEEN_REWRITES) {
            try {
                rewrite();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void rewrite() throws IOException {
        List<ObjectNode> lines = new ArrayList<>();
        agents.values().forEach(agent -> lines.addAll(lines(agent)));
        journal.rewrite(lines);
        appended = 0;
    }

    private static Collection<ObjectNode> lines(UserAgent agent) {
        List<ObjectNode> lines = new ArrayList<>();
        lines.add(line(agent));
        agent.channels().forEach(channel -> lines.add(line(agent, channel)));
        agent.waiting().forEach(message -> lines.add(line(agent, message)));
        return lines;
    }

    private static ObjectNode line(UserAgent agent) {
        return JsonNodeFactory.instance.objectNode().put("agent", agent.id().toString());
    }

    private static ObjectNode line(UserAgent agent, Channel channel) {
        return line(agent)
                .put("channel", channel.id().toString())
                .put("token", channel.token())
                .put("applicationServerKey", text(channel.applicationServerKey()));
    }

    private static ObjectNode line(UserAgent agent, WaitingMessage message) {
        return line(agent)
                .put("waiting", message.version().toString())
                .put("channel", message.channel().toString())
                .put("until", message.until().toString())
                .put("topic", message.topic())
                .put("body", text(message.body()));
    }

    private static Channel channel(JsonNode line) {
        return new Channel(
                uuid(line.path("channel")),
                line.path("token").asText(),
                octets(line.path("applicationServerKey")));
    }

    private static WaitingMessage message(JsonNode line) {
        return new WaitingMessage(
                uuid(line.path("waiting")),
                uuid(line.path("channel")),
                Instant.parse(line.path("until").asText()),
                line.path("topic").textValue(),
                octets(line.path("body")));
    }

    private static UUID uuid(JsonNode node) {
        return UUID.fromString(node.asText());
    }

    private static byte @Nullable [] octets(JsonNode node) {
        return node.isTextual() ? DECODER.decode(node.textValue()) : null;
    }

    private static @Nullable String text(byte @Nullable [] octets) {
        return octets == null ? null : ENCODER.encodeToString(octets);
    }
}
