package dev.nextup.dispatch.request;

import dev.nextup.dispatch.delivery.Claim;
import dev.nextup.dispatch.delivery.DeliveryState;
import dev.nextup.dispatch.delivery.Recipient;
import dev.nextup.dispatch.delivery.Requested;
import dev.nextup.dispatch.delivery.Settled;
import dev.nextup.dispatch.message.Content;
import dev.nextup.dispatch.message.Payloads;
import dev.nextup.dispatch.origin.Past;
import dev.nextup.dispatch.request.RequestKeys.KeyTakenException;
import dev.nextup.dispatch.request.RequestRepository.Known;
import dev.nextup.event.ticket.TicketStatus;
import dev.nextup.http.StaffScope;
import dev.nextup.http.TooManyRequests;
import dev.nextup.problem.RejectedException;
import dev.nextup.tracing.TraceParent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends one notification now, once, and says what came of it. */
@Singleton
class RequestedPushes {

    /** Somebody waits for the answer. */
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /** A ticket just taken, or a browser just bound, may be known here a moment later. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private static final String NOBODY = "no-active-subscription";
    private static final String DENIED = "push-denied";

    private final RequestKeys keys;
    private final RequestRepository repository;
    private final Requested requested;
    private final Payloads payloads;
    private final Pool pool;
    private final Clock clock;

    RequestedPushes(
            RequestKeys keys,
            RequestRepository repository,
            Requested requested,
            Payloads payloads,
            Pool pool,
            Clock clock) {
        this.keys = keys;
        this.repository = repository;
        this.requested = requested;
        this.payloads = payloads;
        this.pool = pool;
        this.clock = clock;
    }

    /**
     * Under a key that was used before, repeats what came of it. Fails with 422 {@code
     * idempotency-key-reused}, {@link RequestRejection#UNKNOWN_TICKET}, 403 {@code out-of-scope},
     * {@link RequestRejection#TICKET_ENDED}, {@link RequestRejection#PAYLOAD_TOO_LARGE} or, while
     * the push service has asked to leave this browser alone, 429 {@code push-service-busy}.
     *
     * @param scope what the sender works for
     * @param meaning checks what the order means; runs after the ticket's state
     */
    Uni<PushReport> send(PushOrder order, StaffScope scope, Runnable meaning) {
        TraceParent trace = TraceParent.current().orElse(null);
        return keys.answer(order.key())
                .chain(
                        known ->
                                known.map(report -> Uni.createFrom().item(report))
                                        .orElseGet(() -> sendNew(order, scope, meaning, trace)))
                .onFailure(KeyTakenException.class)
                .recoverWithUni(() -> keys.answer(order.key()).map(Optional::orElseThrow));
    }

    private Uni<PushReport> sendNew(
            PushOrder order, StaffScope scope, Runnable meaning, @Nullable TraceParent trace) {
        UUID id = UUID.randomUUID();
        return reachable(order)
                .map(found -> found.orElseThrow(RequestRejection.UNKNOWN_TICKET::asException))
                .invoke(known -> scope.require(known.branchId(), known.departmentId()))
                .invoke(known -> mustLive(known.status()))
                .invoke(meaning)
                .invoke(known -> mustFit(id, order, known))
                .invoke(this::mustNotBeHeld)
                .chain(known -> send(id, order, known, trace));
    }

    /** As known once that settles what to do, or when it is time to give up waiting. */
    private Uni<Optional<Known>> reachable(PushOrder order) {
        Instant end = clock.instant().plus(PATIENCE);
        return Multi.createBy()
                .repeating()
                .uni(
                        () ->
                                repository.find(
                                        pool,
                                        order.ticketId(),
                                        order.organizationId(),
                                        clock.instant()))
                .withDelay(LOOK_AGAIN)
                .whilst(found -> !isAnswer(found) && clock.instant().isBefore(end))
                .collect()
                .last();
    }

    private static boolean isAnswer(Optional<Known> found) {
        return found.isPresent()
                && (found.get().recipient() != null
                        || found.get().pushDenied()
                        || found.get().status().isEnded());
    }

    private Uni<PushReport> send(
            UUID id, PushOrder order, Known known, @Nullable TraceParent trace) {
        Recipient recipient = known.recipient();
        Content content = content(order, known);
        if (known.pushDenied() || recipient == null) {
            return skip(id, order, content, known.pushDenied() ? DENIED : NOBODY);
        }
        Claim claim =
                new Claim(
                        id,
                        order.ticketId(),
                        order.organizationId(),
                        order.type(),
                        1,
                        true,
                        content.at().plus(DEADLINE),
                        content.at(),
                        content,
                        recipient,
                        Past.NONE,
                        trace);
        return requested
                .send(
                        claim,
                        connection ->
                                mustBeFew(connection, order)
                                        .chain(
                                                () ->
                                                        repository.insertSending(
                                                                connection,
                                                                claim,
                                                                Requested.leaseFrom(content.at())))
                                        .chain(
                                                () ->
                                                        keys.claim(
                                                                connection,
                                                                order.key(),
                                                                id,
                                                                recipient.subscriptionId())))
                .map(PushReport::of);
    }

    private Uni<Void> mustBeFew(SqlConnection connection, PushOrder order) {
        if (order.perMinute() == 0) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        return repository
                .newest(connection, order, now.minus(MINUTE))
                .invoke(
                        asked -> {
                            if (asked.size() >= order.perMinute()) {
                                Instant oldest = asked.get(asked.size() - 1);
                                throw tooMany(Duration.between(now, oldest.plus(MINUTE)));
                            }
                        })
                .replaceWithVoid();
    }

    private static RejectedException tooMany(Duration rest) {
        return TooManyRequests.of(
                "too-many-tests",
                "Too many test notifications",
                "This ticket may ask for three a minute. Try again after Retry-After.",
                rest);
    }

    private Uni<PushReport> skip(UUID id, PushOrder order, Content content, String why) {
        Settled settled =
                new Settled(
                        id,
                        order.ticketId(),
                        order.organizationId(),
                        order.type(),
                        DeliveryState.SKIPPED,
                        0);
        return requested
                .note(
                        settled,
                        connection ->
                                mustBeFew(connection, order)
                                        .chain(
                                                () ->
                                                        repository.insertSkipped(
                                                                connection,
                                                                id,
                                                                order,
                                                                content,
                                                                why))
                                        .chain(() -> keys.claim(connection, order.key(), id, null)))
                .replaceWith(PushReport.nobody());
    }

    private Content content(PushOrder order, Known known) {
        return Content.of(known.place(), clock.instant())
                .withGiven(order.payload())
                .withPreview(order.preview());
    }

    /** RFC 6585 section 4: what comes before {@code Retry-After} is refused again, or worse. */
    private void mustNotBeHeld(Known known) {
        Duration rest =
                known.heldUntil() == null
                        ? Duration.ZERO
                        : Duration.between(clock.instant(), known.heldUntil());
        if (rest.compareTo(Duration.ZERO) > 0) {
            throw TooManyRequests.of(
                    "push-service-busy",
                    "The push service asks to wait",
                    "It takes nothing for this browser now. Try again after Retry-After.",
                    rest);
        }
    }

    private static void mustLive(TicketStatus status) {
        if (status.isEnded()) {
            throw RequestRejection.TICKET_ENDED.asException();
        }
    }

    private void mustFit(UUID id, PushOrder order, Known known) {
        try {
            payloads.payload(order.ticketId(), id, order.type(), content(order, known));
        } catch (Payloads.PayloadTooLargeException e) {
            throw RequestRejection.PAYLOAD_TOO_LARGE.asException();
        }
    }
}
