package dev.nextup.local.push.useragent;

import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import dev.nextup.local.push.rfc8030.PushMessage;
import dev.nextup.local.push.rfc8030.PushSubscriptions;
import dev.nextup.local.push.rfc8030.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All real browsers that ever said hello, up to a bound: for one more, the one that has been away
 * for longest is forgotten, and its endpoints answer 410.
 *
 * <p>A message is sent at once to a browser that is there, and kept until it is acknowledged or its
 * TTL is over; so it may reach the browser twice, with the same version, by which the browser knows
 * it. With TTL 0 it is for those who are there now (RFC 8030, 5.2).
 */
public final class UserAgents {

    private static final int MOST = 100;

    private final PushSubscriptions subscriptions;
    private final Clock clock;
    private final int most;
    private final @Nullable UserAgentFile file;
    private final SecureRandom random = new SecureRandom();

    /** Whoever said hello last is last. */
    private final Map<UUID, UserAgent> agents = new LinkedHashMap<>();

    private UserAgents(
            PushSubscriptions subscriptions, Clock clock, @Nullable Path directory, int most)
            throws IOException {
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.most = most;
        this.file = directory == null ? null : UserAgentFile.open(directory, agents);
        agents.values().forEach(agent -> agent.channels().forEach(each -> enter(agent, each)));
    }

    /**
     * Opens them, with those of an earlier run.
     *
     * @param directory where they are remembered; null to keep nothing
     * @throws IOException if the directory cannot be read or written
     */
    public static UserAgents open(
            PushSubscriptions subscriptions, Clock clock, @Nullable Path directory)
            throws IOException {
        return open(subscriptions, clock, directory, MOST);
    }

    static UserAgents open(
            PushSubscriptions subscriptions, Clock clock, @Nullable Path directory, int most)
            throws IOException {
        return new UserAgents(subscriptions, clock, directory, most);
    }

    /**
     * A browser has come: it is greeted, and told what has waited for it. Of two connections of one
     * browser the later counts.
     *
     * @param claimed what it was called the last time; null or unknown makes it a new one
     */
    synchronized UserAgent hello(@Nullable UUID claimed, Connection connection) {
        UserAgent known = claimed == null ? null : agents.remove(claimed);
        UserAgent agent = known == null ? new UserAgent(UUID.randomUUID()) : known;
        agents.put(agent.id(), agent);
        Connection earlier = agent.connection();
        agent.connect(connection);
        if (earlier != null) {
            earlier.supersede();
        }
        if (known == null) {
            if (file != null) {
                file.add(agent);
            }
            forgetOneTooMany();
        }
        connection.send(ServerMessages.hello(agent.id()));
        recordDone(agent, agent.expire(clock.instant()));
        agent.waiting().forEach(each -> connection.send(ServerMessages.notification(each)));
        return agent;
    }

    /** A connection has ended; nothing if another has taken its place. */
    synchronized void left(UserAgent agent, Connection connection) {
        if (connection == agent.connection()) {
            agent.connect(null);
        }
    }

    /**
     * Subscribes; the same again answers the same.
     *
     * @return empty if the channel has another key, or there are too many
     */
    synchronized Optional<Channel> register(UserAgent agent, UUID id, byte @Nullable [] key) {
        Channel known = agent.channel(id);
        if (known != null) {
            return Optional.of(known).filter(it -> Arrays.equals(it.applicationServerKey(), key));
        }
        if (agent.isFull()) {
            return Optional.empty();
        }
        Channel channel = new Channel(id, PushSubscriptions.newToken(random), key);
        agent.add(channel);
        if (file != null) {
            file.register(agent, channel);
        }
        enter(agent, channel);
        return Optional.of(channel);
    }

    /** Unsubscribes: the endpoint answers 410. Nothing if there is no such channel. */
    synchronized void unregister(UserAgent agent, UUID id) {
        Channel channel = agent.remove(id);
        if (channel != null) {
            subscriptions.remove(channel.token());
            if (file != null) {
                file.unregister(agent, id);
            }
        }
    }

    /** The browser has these, or never will: they are not sent again. */
    synchronized void done(UserAgent agent, Collection<UUID> versions) {
        for (UUID version : versions) {
            if (agent.done(version) && file != null) {
                file.done(agent, version);
            }
        }
    }

    private synchronized Reply receive(UserAgent agent, Channel channel, PushMessage pushed) {
        if (agent.channel(channel.id()) == null) {
            // It unsubscribed while this was on its way.
            throw new RefusedException(
                    Reason.SUBSCRIPTION_GONE,
                    "This browser has unsubscribed. Forget the endpoint.");
        }
        Instant now = clock.instant();
        WaitingMessage message =
                new WaitingMessage(
                        UUID.randomUUID(),
                        channel.id(),
                        now.plusSeconds(pushed.ttl()),
                        pushed.topic(),
                        pushed.body() == null ? null : pushed.body().octets());
        recordDone(agent, agent.expire(now));
        recordDone(agent, agent.keep(message));
        if (pushed.ttl() == 0) {
            agent.done(message.version());
        } else if (file != null) {
            file.keep(agent, message);
        }
        Connection connection = agent.connection();
        if (connection != null) {
            connection.send(ServerMessages.notification(message));
        }
        return Reply.CREATED;
    }

    private void recordDone(UserAgent agent, List<WaitingMessage> dropped) {
        if (file != null) {
            dropped.forEach(message -> file.done(agent, message.version()));
        }
    }

    private void forgetOneTooMany() {
        if (agents.size() <= most) {
            return;
        }
        agents.values().stream()
                .filter(agent -> agent.connection() == null)
                .findFirst()
                .ifPresent(
                        agent -> {
                            agent.channels().forEach(each -> subscriptions.remove(each.token()));
                            agents.remove(agent.id());
                            if (file != null) {
                                file.forget(agent);
                            }
                        });
    }

    private void enter(UserAgent agent, Channel channel) {
        subscriptions.add(
                channel.token(),
                channel.applicationServerKey(),
                message -> receive(agent, channel, message));
    }
}
