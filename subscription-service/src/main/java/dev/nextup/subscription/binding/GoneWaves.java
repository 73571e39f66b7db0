package dev.nextup.subscription.binding;

import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Doubts a push service that ends a large share of its subscriptions at once. That is rather a
 * mistake, theirs or ours, than the wish of so many people, and nothing would bring a subscription
 * back. Counted in the database, over the reports to all replicas; over distinct endpoints, since
 * one device may hold many tickets; and over distinct networks, so that no single person can have a
 * push service doubted.
 */
@Startup // an impossible configuration is told at start
@Singleton
class GoneWaves {

    private static final Logger LOG = Logger.getLogger(GoneWaves.class);

    /** Between two lines in the log about one push service. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final String MARK =
            "UPDATE push_subscription SET gone_at = $2 WHERE id = ANY ($1)";

    /** Whoever comes second counts what the first has committed. */
    private static final String ONE_AFTER_ANOTHER =
            "SELECT pg_advisory_xact_lock(hashtext('nextup gone wave'), hashtext($1))";

    /** A host name has no character that LIKE would take for a wildcard. */
    private static final String WEIGH =
            "SELECT count(DISTINCT endpoint) FILTER (WHERE gone_at > $3) AS gone,"
                    + " count(DISTINCT endpoint) AS subscriptions,"
                    + " count(DISTINCT network_mark) FILTER (WHERE gone_at > $3) AS gone_networks,"
                    + " count(DISTINCT network_mark) AS networks"
                    + " FROM push_subscription WHERE (push_host = $1 OR push_host LIKE $2)"
                    + " AND (active OR gone_at > $3)";

    private final GoneWaveConfig config;
    private final PushHosts hosts;
    private final Map<String, Instant> told = new ConcurrentHashMap<>();

    GoneWaves(GoneWaveConfig config, PushHosts hosts) {
        this.config = config;
        this.hosts = hosts;
        if (!(config.share() > 0 && config.share() <= 1)) {
            throw new IllegalArgumentException("NEXTUP_GONE_WAVE_SHARE must be above 0, up to 1");
        }
    }

    /**
     * Counts these reports, each of an endpoint that its push service no longer knows. The caller
     * holds the locks of their tickets, and asks for no other tickets' locks afterwards.
     *
     * @return the ids of those that are not believed
     */
    Uni<Set<UUID>> doubted(SqlConnection connection, Collection<Binding> reported, Instant now) {
        Map<String, List<UUID>> byService =
                reported.stream()
                        .collect(
                                Collectors.groupingBy(
                                        binding -> hosts.service(binding.address().endpoint()),
                                        TreeMap::new,
                                        Collectors.mapping(Binding::id, Collectors.toList())));
        UUID[] ids = reported.stream().map(Binding::id).toArray(UUID[]::new);
        return connection
                .preparedQuery(MARK)
                .execute(Tuple.of(ids, now.atOffset(ZoneOffset.UTC)))
                .onItem()
                .transformToMulti(done -> Multi.createFrom().iterable(byService.entrySet()))
                .onItem()
                .transformToUniAndConcatenate(
                        reports ->
                                isDoubted(connection, reports.getKey(), now)
                                        .map(d -> d ? reports.getValue() : List.<UUID>of()))
                .collect()
                .in(HashSet::new, Set::addAll);
    }

    private Uni<Boolean> isDoubted(SqlConnection connection, String pushService, Instant now) {
        Tuple asked =
                Tuple.of(
                        pushService,
                        "%." + pushService,
                        now.minus(config.window()).atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(ONE_AFTER_ANOTHER)
                .execute(Tuple.of(pushService))
                .chain(() -> connection.preparedQuery(WEIGH).execute(asked))
                .map(rows -> isWave(pushService, rows.iterator().next(), now));
    }

    private boolean isWave(String pushService, Row counts, Instant now) {
        long gone = counts.getLong("gone");
        long subscriptions = counts.getLong("subscriptions");
        long networks = Math.min(config.networks(), counts.getLong("networks"));
        boolean wave =
                gone >= config.least()
                        && gone > config.share() * subscriptions
                        && counts.getLong("gone_networks") >= networks;
        if (wave && isNews(pushService, now)) {
            LOG.errorf(
                    "a wave of ended subscriptions is held back: pushService=%s ended=%d of=%d",
                    pushService, gone, subscriptions);
        }
        return wave;
    }

    /** Thousands of reports shall not be thousands of lines. */
    private boolean isNews(String pushService, Instant now) {
        Instant last = told.get(pushService);
        if (last != null && now.isBefore(last.plus(SILENCE))) {
            return false;
        }
        told.put(pushService, now);
        return true;
    }
}
