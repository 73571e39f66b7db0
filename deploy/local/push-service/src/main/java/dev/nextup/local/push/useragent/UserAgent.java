package dev.nextup.local.push.useragent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One browser: what it has subscribed to, and what waits for it. Guarded by its owner's lock. */
final class UserAgent {

    /** More tickets than anybody holds. */
    static final int MOST_CHANNELS = 100;

    /** With 100 browsers 20 MB at most; one message per ticket waits, as they share a topic. */
    static final int MOST_WAITING = 50;

    private final UUID id;
    private final Map<UUID, Channel> channels = new LinkedHashMap<>();
    private final Map<UUID, WaitingMessage> waiting = new LinkedHashMap<>();
    private @Nullable Connection connection;

    UserAgent(UUID id) {
        this.id = id;
    }

    UUID id() {
        return id;
    }

    @Nullable Connection connection() {
        return connection;
    }

    void connect(@Nullable Connection next) {
        connection = next;
    }

    Collection<Channel> channels() {
        return channels.values();
    }

    @Nullable Channel channel(UUID channel) {
        return channels.get(channel);
    }

    boolean isFull() {
        return channels.size() >= MOST_CHANNELS;
    }

    void add(Channel channel) {
        channels.put(channel.id(), channel);
    }

    /** Forgets a subscription, and what waited for it. */
    @Nullable Channel remove(UUID channel) {
        waiting.values().removeIf(message -> message.channel().equals(channel));
        return channels.remove(channel);
    }

    Collection<WaitingMessage> waiting() {
        return waiting.values();
    }

    /**
     * Keeps a message until it is acknowledged.
     *
     * @return those that go for it: one it replaces, one too many
     */
    List<WaitingMessage> keep(WaitingMessage message) {
        List<WaitingMessage> dropped = drop(each -> each.isReplacedBy(message));
        waiting.put(message.version(), message);
        if (waiting.size() > MOST_WAITING) {
            UUID oldest = waiting.keySet().iterator().next();
            dropped.addAll(drop(each -> each.version().equals(oldest)));
        }
        return dropped;
    }

    /** Forgets a message; whether there was one. */
    boolean done(UUID version) {
        return waiting.remove(version) != null;
    }

    /** Forgets what nobody wants any more. */
    List<WaitingMessage> expire(Instant now) {
        return drop(each -> !each.until().isAfter(now));
    }

    List<WaitingMessage> drop(Predicate<WaitingMessage> unwanted) {
        List<WaitingMessage> dropped = new ArrayList<>();
        for (WaitingMessage message : List.copyOf(waiting.values())) {
            if (unwanted.test(message)) {
                waiting.remove(message.version());
                dropped.add(message);
            }
        }
        return dropped;
    }
}
