package dev.nextup.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nextup.endtoend.Command.Kind;
import dev.nextup.event.ticket.TicketApproaching;
import dev.nextup.event.ticket.TicketCalled;
import dev.nextup.event.ticket.TicketCreated;
import dev.nextup.event.ticket.TicketEvent;
import dev.nextup.test.LocalSystem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What clients were told, what Kafka holds for readers that wait for commits, and what the database
 * holds: three accounts that must tell one story.
 */
final class Witnesses {

    private final Ledger ledger;
    private final List<TicketRecord> events;
    private final List<TicketTable.Row> rows;
    private final List<Change> history;

    /** Answered changes that make no event. */
    private final Set<Change> silent;

    private Witnesses(Ledger ledger, List<TicketRecord> events, TicketTable table)
            throws SQLException {
        this.ledger = ledger;
        this.events = events;
        this.rows = table.rows();
        this.history = table.transitions();
        this.silent = new HashSet<>(ledger.changes(Kind.CONFIRM));
    }

    /**
     * Waits until the outbox is empty, then hears all three.
     *
     * @param patience how long the outbox may take
     * @return one line of numbers
     */
    static String mustAgree(LocalSystem system, Ledger ledger, Duration patience)
            throws SQLException {
        TicketTable table = new TicketTable(system.postgres());
        return mustAgree(table, new EventLog(system.kafka().bootstrapServers()), ledger, patience);
    }

    /** As above, wherever the two are. */
    static String mustAgree(TicketTable table, EventLog log, Ledger ledger, Duration patience)
            throws SQLException {
        await("outbox empty").atMost(patience).until(() -> table.waitingInOutbox() == 0);
        log.awaitNoOpenTransaction();
        Witnesses witnesses = new Witnesses(ledger, log.readAll(), table);
        witnesses.agree();
        return "%d changes answered, %d commands cut off, %d answered 5xx, %d tickets, %d events, %d relay terms"
                .formatted(
                        ledger.answers().size(),
                        ledger.timesCutOff(),
                        ledger.serverErrors().size(),
                        witnesses.rows.size(),
                        witnesses.events.size(),
                        table.relayEpoch());
    }

    private void agree() {
        assertThat(ledger.surprises()).as("answers nobody should see").isEmpty();
        noChangeAndNoEventIsToldTwice();
        changesOfATicketFollowEachOtherWithoutGaps();
        eventsAreExactlyTheStoredVersions();
        answeredChangesAreEvents();
        everyCommandHappenedOnce();
        historyIsEveryChangeButThoseThatNobodyAskedFor();
    }

    private void noChangeAndNoEventIsToldTwice() {
        Set<Change> changes = new HashSet<>();
        Set<String> ids = new HashSet<>();
        assertThat(events.stream().filter(e -> !changes.add(e.change())))
                .as("changes told twice")
                .isEmpty();
        assertThat(events.stream().filter(e -> !ids.add(e.id()))).as("events told twice").isEmpty();
    }

    private void changesOfATicketFollowEachOtherWithoutGaps() {
        Map<UUID, Long> last = new HashMap<>();
        for (TicketRecord event : events) {
            UUID ticket = event.change().ticket();
            long version = event.change().version();
            long next = last.getOrDefault(ticket, 0L) + 1;
            while (silent.contains(new Change(ticket, next))) {
                next++;
            }
            assertThat(version)
                    .as("after version %s of %s", last.get(ticket), ticket)
                    .isEqualTo(next);
            last.put(ticket, version);
        }
    }

    private void eventsAreExactlyTheStoredVersions() {
        Set<Change> stored =
                rows.stream()
                        .flatMap(
                                row ->
                                        LongStream.rangeClosed(1, row.version())
                                                .mapToObj(v -> new Change(row.id(), v)))
                        .collect(Collectors.toSet());
        Set<Change> told = events.stream().map(TicketRecord::change).collect(Collectors.toSet());
        assertThat(difference(difference(stored, silent), told))
                .as("stored and never told")
                .isEmpty();
        assertThat(difference(told, stored)).as("told and not stored").isEmpty();
    }

    private void answeredChangesAreEvents() {
        Set<Change> told = events.stream().map(TicketRecord::change).collect(Collectors.toSet());
        Set<Change> answered =
                ledger.answers().stream().map(Ledger.Entry::change).collect(Collectors.toSet());
        assertThat(difference(difference(answered, silent), told))
                .as("answered and never told")
                .isEmpty();
    }

    /** A take or call that was repeated until it was answered has exactly one effect. */
    private void everyCommandHappenedOnce() {
        effectsAreCommands(TicketCreated.class, Kind.TAKE);
        effectsAreCommands(TicketCalled.class, Kind.CALL);
    }

    private void effectsAreCommands(Class<? extends TicketEvent> type, Kind kind) {
        List<Change> commands = ledger.changes(kind);
        Set<Change> effects =
                events.stream()
                        .filter(e -> type.isInstance(e.event()))
                        .map(TicketRecord::change)
                        .collect(Collectors.toSet());
        assertThat(new HashSet<>(commands)).as("answers of %s", kind).hasSameSizeAs(commands);
        assertThat(difference(effects, new HashSet<>(commands)))
                .as("effects of %s nobody was told of", kind)
                .isEmpty();
    }

    /** Coming near is told and is nobody's command. */
    private void historyIsEveryChangeButThoseThatNobodyAskedFor() {
        Set<Change> asked =
                events.stream()
                        .filter(e -> !(e.event() instanceof TicketApproaching))
                        .map(TicketRecord::change)
                        .collect(Collectors.toSet());
        asked.addAll(silent);
        Set<Change> written = new HashSet<>(history);
        assertThat(written).as("rows of the history").hasSameSizeAs(history);
        assertThat(difference(asked, written)).as("done and not in the history").isEmpty();
        assertThat(difference(written, asked)).as("in the history and not done").isEmpty();
    }

    private static Set<Change> difference(Set<Change> all, Set<Change> without) {
        Set<Change> rest = new HashSet<>(all);
        rest.removeAll(without);
        return rest;
    }
}
