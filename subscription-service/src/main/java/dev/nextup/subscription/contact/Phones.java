package dev.nextup.subscription.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The phone numbers of tickets. Changes run in the caller's transaction, which holds the ticket's
 * lock. Counts are per day in UTC; a number that a ticket has already costs nothing.
 */
@ApplicationScoped
public class Phones {

    private final PhoneRepository repository;
    private final PhoneNumbers numbers;
    private final PhoneConfig config;
    private final Pool pool;
    private final Clock clock;
    private final PhoneSeal seal;

    Phones(
            PhoneRepository repository,
            PhoneNumbers numbers,
            PhoneConfig config,
            PhoneSeal seal,
            Pool pool,
            Clock clock) {
        this.repository = repository;
        this.numbers = numbers;
        this.config = config;
        this.pool = pool;
        this.clock = clock;
        this.seal = seal;
    }

    /** Whether numbers are stored at all: not without a key to encrypt them. */
    public boolean areStored() {
        return seal.cipher().isPresent();
    }

    /**
     * @throws dev.nextup.problem.RejectedException 422 {@code invalid-phone} or {@code
     *     phone-country-not-allowed}
     */
    public PhoneNumber read(String text) {
        return numbers.read(text);
    }

    /** Fails with 429 {@code too-many-phones} when a cap is reached; then nothing has changed. */
    public Uni<Void> apply(
            SqlConnection connection, UUID ticketId, UUID organizationId, PhoneChange change) {
        if (change instanceof PhoneChange.Erase) {
            return repository.erase(connection, List.of(ticketId));
        }
        if (change instanceof PhoneChange.Store store && areStored()) {
            return store(connection, ticketId, organizationId, store.number());
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> store(
            SqlConnection connection, UUID ticketId, UUID organizationId, PhoneNumber number) {
        PhoneCipher cipher = seal.cipher().orElseThrow();
        return repository
                .find(connection, ticketId)
                .map(held -> opened(ticketId, held).filter(number::equals).isPresent())
                .chain(
                        same ->
                                same
                                        ? Uni.createFrom().voidItem()
                                        : count(
                                                connection,
                                                ticketId,
                                                organizationId,
                                                cipher.fingerprint(number),
                                                clock.instant()))
                .chain(
                        () ->
                                repository.store(
                                        connection,
                                        ticketId,
                                        cipher.seal(ticketId, number),
                                        clock.instant()));
    }

    public Uni<Void> erase(SqlConnection connection, Collection<UUID> tickets) {
        return repository.erase(connection, tickets);
    }

    public Uni<Optional<PhoneNumber>> find(UUID ticketId) {
        return repository.find(pool, ticketId).map(found -> opened(ticketId, found));
    }

    /** As {@link #find}, but nothing if the holder wants no fallback. */
    Uni<Optional<PhoneNumber>> findForFallback(UUID ticketId) {
        return repository.findForFallback(pool, ticketId).map(found -> opened(ticketId, found));
    }

    private Optional<PhoneNumber> opened(UUID ticketId, Optional<PhoneCipher.Sealed> found) {
        return seal.cipher()
                .flatMap(cipher -> found.flatMap(held -> cipher.open(ticketId, held)))
                .map(numbers::stored);
    }

    private Uni<Void> count(
            SqlConnection connection,
            UUID ticketId,
            UUID organizationId,
            String fingerprint,
            Instant now) {
        Map<String, Integer> limits = new LinkedHashMap<>();
        limits.put("ticket:" + ticketId, config.numbersPerTicketPerDay());
        limits.put("number:" + fingerprint, config.ticketsPerNumberPerDay());
        limits.put("organization:" + organizationId, config.numbersPerOrganizationPerDay());
        Uni<Void> counted = Uni.createFrom().voidItem();
        for (Map.Entry<String, Integer> limit : limits.entrySet()) {
            if (limit.getValue() > 0) {
                counted =
                        counted.chain(() -> use(connection, limit.getKey(), limit.getValue(), now));
            }
        }
        return counted;
    }

    private Uni<Void> use(SqlConnection connection, String subject, int limit, Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return repository
                .use(connection, subject, day, limit)
                .invoke(
                        allowed -> {
                            if (!allowed) {
                                throw PhoneRejection.tooMany(untilTomorrow(now));
                            }
                        })
                .replaceWithVoid();
    }

    private static Duration untilTomorrow(Instant now) {
        Instant tomorrow = now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        return Duration.between(now, tomorrow);
    }
}
