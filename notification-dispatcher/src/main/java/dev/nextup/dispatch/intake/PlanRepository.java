package dev.nextup.dispatch.intake;

import static dev.nextup.dispatch.delivery.DeliveryRows.json;
import static dev.nextup.dispatch.delivery.DeliveryRows.list;
import static dev.nextup.dispatch.delivery.DeliveryRows.utc;

import dev.nextup.dispatch.delivery.DeliveryRows;
import dev.nextup.dispatch.delivery.Settled;
import dev.nextup.dispatch.message.TicketPlace;
import dev.nextup.event.ticket.TicketFacts;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The tables of tickets and plans; each statement takes a whole batch. */
@Singleton
class PlanRepository {

    /**
     * Inserts or locks, ids ascending, so that two replicas cannot wait for each other. A new
     * ticket is written at once as its first event has it: a row version less than by an update,
     * which finds no room beside the first. A row that was there already is locked by a conflict
     * whose update does not come to pass: it costs no row version and is not returned.
     */
    private static final String LOCK =
            "INSERT INTO known_ticket AS k (id, organization_id, first_seen_at, version, status, facts,"
                    + " branch_id, department_id)"
                    + " SELECT u.id, u.organization_id, $8, u.version, u.status, u.facts::jsonb,"
                    + " u.branch_id, u.department_id"
                    + " FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::uuid[],"
                    + " $7::uuid[]) AS u (id, organization_id, version, status, facts, branch_id, department_id)"
                    + " ORDER BY u.id"
                    + " ON CONFLICT (id) DO UPDATE SET organization_id = k.organization_id WHERE false"
                    + " RETURNING k.id, k.version > 0 AS added";

    /** After the lock, so that it sees what the transaction before committed. */
    private static final String REMEMBER =
            "SELECT k.id, k.version, k.push_denied, coalesce(r.active, false) AS reachable"
                    + " FROM known_ticket k LEFT JOIN recipient r ON r.ticket_id = k.id"
                    + " WHERE k.id = ANY ($1)";

    private static final String UPDATE_TICKETS =
            "UPDATE known_ticket k SET version = u.version, status = u.status, facts = u.facts::jsonb,"
                    + " branch_id = u.branch_id, department_id = u.department_id"
                    + " FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::uuid[], $6::uuid[])"
                    + " AS u (id, version, status, facts, branch_id, department_id) WHERE k.id = u.id";

    static final String SUPERSEDE =
            "UPDATE delivery SET state = 'SUPERSEDED', error = 'superseded', next_attempt_at = NULL,"
                    + " finished_at = $2, content = NULL"
                    + " WHERE ticket_id = ANY ($1) AND NOT on_request AND state IN ('PLANNED', 'RETRYING')"
                    + " RETURNING id, ticket_id, organization_id, notification_type, state, attempts";

    /**
     * As of the ticket's browser, which comes and goes under the lock of the ticket alone (V70).
     */
    private static final String PUSH_SERVICE =
            " CASE WHEN u.next_attempt_at IS NOT NULL THEN (SELECT r.push_service FROM recipient r"
                    + " WHERE r.ticket_id = u.ticket_id AND r.active) END, ";

    /** Whether its fallback will be looked for (V69), as the ticket, which is locked, says now. */
    private static final String FALLBACK_WANTED =
            "CASE WHEN u.state NOT IN ('PLANNED', 'SKIPPED') THEN 0 ELSE (SELECT CASE"
                    + " WHEN NOT (k.whatsapp_fallback OR k.sms_fallback) THEN 0"
                    + " WHEN k.fallback_chosen THEN 2 ELSE 1 END"
                    + " FROM known_ticket k WHERE k.id = u.ticket_id) END";

    private static final String INSERT =
            "INSERT INTO delivery (id, ticket_id, organization_id, notification_type, on_request,"
                    + " ticket_version, ticket_number, content, state, error, deadline, next_attempt_at,"
                    + " occurred_at, details, traceparent, created_at, finished_at, push_service,"
                    + " fallback_wanted)"
                    + " SELECT u.id, u.ticket_id, u.organization_id, u.type, false, u.version, u.number,"
                    + " CASE WHEN u.state = 'PLANNED' THEN u.content::jsonb END, u.state, u.error,"
                    + " u.deadline, u.next_attempt_at, u.occurred_at, u.details::jsonb, u.traceparent, $15,"
                    + " CASE WHEN u.state <> 'PLANNED' THEN $15::timestamptz END,"
                    + PUSH_SERVICE
                    + FALLBACK_WANTED
                    + " FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[],"
                    + " $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[],"
                    + " $11::timestamptz[], $12::timestamptz[], $13::text[], $14::text[])"
                    + " AS u (id, ticket_id, organization_id, type, version, number, content, state,"
                    + " error, deadline, next_attempt_at, occurred_at, details, traceparent)";

    /**
     * Locks the tickets, known or not, until the transaction ends.
     *
     * @param newest what the newest event of each says
     */
    Uni<Memories> lock(SqlConnection connection, SortedMap<UUID, TicketFacts> newest, Instant now) {
        List<UUID> ids = List.copyOf(newest.keySet());
        List<TicketFacts> facts = List.copyOf(newest.values());
        Tuple columns =
                withFacts(
                                Tuple.tuple()
                                        .addArrayOfUUID(uuids(ids, id -> id))
                                        .addArrayOfUUID(uuids(facts, TicketFacts::organizationId)),
                                facts,
                                PlanRepository::isFirst)
                        .addOffsetDateTime(utc(now));
        return connection
                .preparedQuery(LOCK)
                .execute(columns)
                .map(PlanRepository::added)
                .chain(added -> remember(connection, ids, added));
    }

    private static Set<UUID> added(RowSet<Row> rows) {
        Set<UUID> added = new HashSet<>();
        for (Row row : rows) {
            if (row.getBoolean("added")) {
                added.add(row.getUUID("id"));
            }
        }
        return added;
    }

    private static Uni<Memories> remember(
            SqlConnection connection, List<UUID> ids, Set<UUID> added) {
        Map<UUID, TicketMemory> memories = new HashMap<>();
        added.forEach(id -> memories.put(id, TicketMemory.NONE));
        UUID[] known = ids.stream().filter(id -> !added.contains(id)).toArray(UUID[]::new);
        Memories all = new Memories(memories, added);
        return known.length == 0
                ? Uni.createFrom().item(all)
                : connection
                        .preparedQuery(REMEMBER)
                        .execute(Tuple.of(known))
                        .invoke(
                                rows ->
                                        rows.forEach(
                                                row ->
                                                        memories.put(
                                                                row.getUUID("id"), memory(row))))
                        .replaceWith(all);
    }

    /**
     * @param plans of tickets that were known before
     */
    Uni<Void> update(SqlConnection connection, List<TicketPlan> plans) {
        if (plans.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns =
                withFacts(
                        Tuple.tuple().addArrayOfUUID(uuids(plans, TicketPlan::ticketId)),
                        plans.stream().map(TicketPlan::facts).toList(),
                        facts -> true);
        return connection.preparedQuery(UPDATE_TICKETS).execute(columns).replaceWithVoid();
    }

    /** Whether the ticket may well be new: of others their facts are said in vain. */
    private static boolean isFirst(TicketFacts facts) {
        return facts.version() == 1;
    }

    private static Tuple withFacts(
            Tuple columns, List<TicketFacts> all, Predicate<TicketFacts> said) {
        return columns.addArrayOfLong(
                        all.stream().map(f -> said.test(f) ? f.version() : 0).toArray(Long[]::new))
                .addArrayOfString(texts(all, f -> said.test(f) ? f.status().name() : null))
                .addArrayOfString(texts(all, f -> said.test(f) ? json(TicketPlace.of(f)) : null))
                .addArrayOfUUID(uuids(all, f -> said.test(f) ? f.branchId() : null))
                .addArrayOfUUID(uuids(all, f -> said.test(f) ? f.departmentId() : null));
    }

    /** What is unsent of these tickets has been overtaken by what happened since. */
    Uni<List<Settled>> supersede(SqlConnection connection, List<TicketPlan> plans, Instant now) {
        if (plans.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        UUID[] ids = plans.stream().map(TicketPlan::ticketId).toArray(UUID[]::new);
        return connection
                .preparedQuery(SUPERSEDE)
                .execute(Tuple.of(ids, utc(now)))
                .map(rows -> list(rows, DeliveryRows::settled));
    }

    /**
     * @param traces what the deliveries follow from, by their ids, where that is known
     */
    Uni<Void> insert(
            SqlConnection connection,
            List<PlannedDelivery> deliveries,
            Map<UUID, TraceParent> traces,
            Instant now) {
        if (deliveries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(INSERT)
                .execute(
                        columns(deliveries)
                                .addArrayOfString(texts(deliveries, d -> trace(traces, d)))
                                .addOffsetDateTime(utc(now)))
                .replaceWithVoid();
    }

    private static @Nullable String trace(Map<UUID, TraceParent> traces, PlannedDelivery delivery) {
        TraceParent trace = traces.get(delivery.id());
        return trace == null ? null : trace.value();
    }

    private static Tuple columns(List<PlannedDelivery> all) {
        return Tuple.tuple()
                .addArrayOfUUID(uuids(all, PlannedDelivery::id))
                .addArrayOfUUID(uuids(all, PlannedDelivery::ticketId))
                .addArrayOfUUID(uuids(all, d -> d.content().place().organizationId()))
                .addArrayOfString(texts(all, d -> DeliveryRows.code(d.type())))
                .addArrayOfLong(
                        all.stream().map(PlannedDelivery::ticketVersion).toArray(Long[]::new))
                .addArrayOfString(texts(all, d -> d.content().place().ticketNumber()))
                .addArrayOfString(texts(all, d -> json(d.content())))
                .addArrayOfString(texts(all, d -> d.state().name()))
                .addArrayOfString(texts(all, PlannedDelivery::error))
                .addArrayOfOffsetDateTime(times(all, PlannedDelivery::deadline))
                .addArrayOfOffsetDateTime(times(all, PlannedDelivery::nextAttemptAt))
                .addArrayOfOffsetDateTime(times(all, d -> d.content().at()))
                .addArrayOfString(texts(all, d -> json(d.content().details())));
    }

    private static <T> UUID[] uuids(List<T> all, Function<T, @Nullable UUID> value) {
        return all.stream().map(value).toArray(UUID[]::new);
    }

    private static <T> String[] texts(List<T> all, Function<T, @Nullable String> value) {
        return all.stream().map(value).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(
            List<PlannedDelivery> all, Function<PlannedDelivery, @Nullable Instant> value) {
        return all.stream().map(d -> utc(value.apply(d))).toArray(OffsetDateTime[]::new);
    }

    private static TicketMemory memory(Row row) {
        return new TicketMemory(
                row.getLong("version"), row.getBoolean("push_denied"), row.getBoolean("reachable"));
    }
}
