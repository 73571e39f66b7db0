package dev.nextup.ticket.access;

import dev.nextup.http.TooManyRequests;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Slows down guessing: after five failures of one e-mail address from one client, both together
 * wait. Others can log in to the same account from elsewhere, so nobody can lock a colleague out.
 *
 * <p>Counted in the database: the limit holds over all replicas and restarts, and a write per
 * failure costs nothing beside the password hash it follows. It is judged before the password is
 * looked at and again with the result, so that parallel guesses get no more tries.
 */
@ApplicationScoped
class LoginAttempts {

    /** What one mistypes on a bad day. */
    static final int MOST_FAILURES = 5;

    /** Failures further apart than this do not add up. */
    static final Duration WINDOW = Duration.ofMinutes(15);

    /** Pause after the last of them: 480 guesses a day at most. */
    static final Duration PAUSE = Duration.ofMinutes(15);

    private static final String BLOCKED =
            "SELECT last_failed_at FROM login_attempt"
                    + " WHERE attempt_key = $1 AND failures >= $2 AND last_failed_at > $3";

    private static final String COUNT =
            "INSERT INTO login_attempt AS a (attempt_key, failures, last_failed_at) VALUES ($1, 1, $4)"
                    + " ON CONFLICT ON CONSTRAINT pk_login_attempt DO UPDATE SET last_failed_at = $4, failures ="
                    + " CASE WHEN a.failures >= $2 OR a.last_failed_at <= $5 THEN 1 ELSE a.failures + 1 END"
                    + " WHERE a.failures < $2 OR a.last_failed_at <= $3";

    private static final String FORGET =
            "DELETE FROM login_attempt WHERE attempt_key = $1 AND (failures < $2 OR last_failed_at <= $3)";

    private static final String FORGET_OLD = "DELETE FROM login_attempt WHERE last_failed_at <= $1";

    private final Pool pool;
    private final Clock clock;

    LoginAttempts(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Who tries, as it is stored. */
    static String key(String email, String clientAddress) {
        return RandomSecret.hash(email.strip().toLowerCase(Locale.ROOT) + "\n" + clientAddress);
    }

    /** Fails with 429 {@code too-many-attempts} while the pause lasts. */
    Uni<Void> check(String key) {
        Instant now = clock.instant();
        return pool.preparedQuery(BLOCKED)
                .execute(Tuple.of(key, MOST_FAILURES, utc(now.minus(PAUSE))))
                .invoke(rows -> refuseIfBlocked(rows, now))
                .replaceWithVoid();
    }

    /** Counts a failure; fails as {@link #check} does if it is one too many. */
    Uni<Void> failed(String key) {
        Instant now = clock.instant();
        Tuple parameters =
                Tuple.of(
                        key,
                        MOST_FAILURES,
                        utc(now.minus(PAUSE)),
                        utc(now),
                        utc(now.minus(WINDOW)));
        return pool.preparedQuery(COUNT)
                .execute(parameters)
                .chain(rows -> rows.rowCount() == 1 ? Uni.createFrom().voidItem() : check(key));
    }

    /** Starts afresh, unless failures beside this success have used up all tries. */
    Uni<Void> succeeded(String key) {
        Instant pauseStart = clock.instant().minus(PAUSE);
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(key, MOST_FAILURES, utc(pauseStart)))
                .chain(() -> check(key));
    }

    @Scheduled(every = "1h", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forgetOld() {
        Duration longest = PAUSE.compareTo(WINDOW) > 0 ? PAUSE : WINDOW;
        return pool.preparedQuery(FORGET_OLD)
                .execute(Tuple.of(utc(clock.instant().minus(longest))))
                .replaceWithVoid();
    }

    private static void refuseIfBlocked(RowSet<Row> rows, Instant now) {
        for (Row row : rows) {
            Instant end = row.getOffsetDateTime("last_failed_at").toInstant().plus(PAUSE);
            throw TooManyRequests.of(
                    "too-many-attempts",
                    "Too many failed logins",
                    "Wait as long as Retry-After says. The right password does not help before.",
                    Duration.between(now, end));
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
