package dev.nextup.dispatch.channel;

import dev.nextup.dispatch.webpush.PushTopics;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Each message costs money and may go to somebody who never asked for it: so a ticket, a number and
 * an organisation have only so many, the last two a day (UTC). Counted in the database, for all
 * replicas, when the message is about to be sent for the first time. A number is counted under a
 * keyed hash that is another one each day: what is stored names nobody, and ties no two days
 * together.
 */
@ApplicationScoped
class MessageCaps {

    private static final Logger LOG = Logger.getLogger(MessageCaps.class);

    /** Counts one more, unless the limit is reached: then no row comes back. */
    private static final String USE =
            "INSERT INTO fallback_use (subject, day, used) VALUES ($1, $2, 1)"
                    + " ON CONFLICT (subject, day) DO UPDATE SET used = fallback_use.used + 1"
                    + " WHERE fallback_use.used < $3 RETURNING used";

    private static final String COUNTED =
            "UPDATE fallback SET counted = true WHERE delivery_id = $1";

    private static final String FORGET = "DELETE FROM fallback_use WHERE day < $1";

    private final Pool pool;
    private final PushTopics hash;
    private final WebhookConfig config;
    private final Clock clock;

    /**
     * @param hash a keyed hash of texts, under the key that replicas share
     */
    MessageCaps(Pool pool, PushTopics hash, WebhookConfig config, Clock clock) {
        this.pool = pool;
        this.hash = hash;
        this.config = config;
        this.clock = clock;
    }

    /** Whether the ticket has had its messages. */
    boolean isReached(DueFallback due) {
        return due.sent() >= config.messagesPerTicket();
    }

    /**
     * Counts the message, once.
     *
     * @return why it must not be sent, which counts nothing; empty if it may
     */
    Uni<Optional<String>> refusal(DueFallback due, String number) {
        return due.counted()
                ? Uni.createFrom().item(Optional.empty())
                : pool.withTransaction(connection -> count(connection, due, number))
                        .map(counted -> Optional.<String>empty())
                        .onFailure(CapReachedException.class)
                        .recoverWithItem(e -> Optional.of(e.why));
    }

    @Scheduled(
            every = "1h",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forget() {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(today()))
                .replaceWithVoid()
                .onFailure()
                .invoke(e -> LOG.warnf("counts not deleted: %s", e.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> count(SqlConnection connection, DueFallback due, String number) {
        String mark = hash.of("number " + today() + " " + number).value();
        UUID organization = due.organizationId();
        return use(
                        connection,
                        "number " + mark,
                        config.messagesPerNumber(),
                        "too-many-messages-to-number")
                .chain(
                        () ->
                                use(
                                        connection,
                                        "organization " + organization,
                                        config.messagesPerOrganization(),
                                        "too-many-messages-of-organization"))
                .chain(() -> connection.preparedQuery(COUNTED).execute(Tuple.of(due.deliveryId())))
                .replaceWithVoid();
    }

    /** Fails when the limit is reached, so that nothing is counted. */
    private Uni<Void> use(SqlConnection connection, String subject, int limit, String why) {
        return limit == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(USE)
                        .execute(Tuple.of(subject, today(), limit))
                        .invoke(
                                rows -> {
                                    if (rows.size() == 0) {
                                        throw new CapReachedException(why);
                                    }
                                })
                        .replaceWithVoid();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static final class CapReachedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String why;

        CapReachedException(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }
}
