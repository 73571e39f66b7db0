package dev.nextup.dispatch.webpush;

import dev.nextup.dispatch.webpush.PushLoop.Prepared;
import dev.nextup.dispatch.webpush.PushOutcome.Accepted;
import dev.nextup.dispatch.webpush.PushOutcome.Rejected;
import dev.nextup.dispatch.webpush.PushOutcome.TryLater;
import dev.nextup.endpoint.EndpointRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Posts to one address that the operator configured, with the protection that endpoints have: the
 * name is resolved to public addresses only, the connection is made to the one that was checked,
 * redirects are not followed, and of an answer little is read and nothing kept.
 */
public final class PinnedPost {

    /** All of it together, and the question for a number, is less than the lease of a claim. */
    private static final Patience PATIENCE =
            new Patience(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(6),
                    Duration.ofSeconds(1));

    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final PushEndpoint target;
    private final PushLoops loops;
    private final Clock clock;

    PinnedPost(PushEndpoint target, PushLoops loops, Clock clock) {
        this.target = target;
        this.loops = loops;
        this.clock = clock;
    }

    /**
     * @param allowLoopback whether the address may be this machine's, http or https, on any port
     * @throws IllegalArgumentException unless it is https on port 443 to a host name; the message
     *     does not quote it
     */
    public static PinnedPost to(String url, boolean allowLoopback, Clock clock, Vertx vertx) {
        PushEndpoint target = new PushEndpoint(url);
        String host = target.origin().host();
        Set<String> listed = host.startsWith("[") ? Set.of() : Set.of(host);
        EndpointRules rules = new EndpointRules(listed, allowLoopback);
        if (rules.refusal(target.uri()).isPresent()) {
            throw new IllegalArgumentException("no https on port 443 to a host name");
        }
        return at(target, DialRules.of(rules), HostLookup.ofThisMachine(), clock, vertx);
    }

    static PinnedPost at(
            PushEndpoint target, DialRules rules, HostLookup lookup, Clock clock, Vertx vertx) {
        PushAddresses addresses = new PushAddresses(lookup, rules, clock, PATIENCE.lookup(), vertx);
        return new PinnedPost(
                target, new PushLoops(Optional.empty(), addresses, PATIENCE, vertx), clock);
    }

    /** Where it goes, fit for logs. */
    public String origin() {
        return target.origin().value();
    }

    /** From any thread. Never fails: see the outcome. Any 2xx takes the message over. */
    public Future<PushOutcome> send(Map<String, String> headers, String body) {
        Prepared prepared = new Prepared(headers, Buffer.buffer(body));
        return loops.post(target, loops.patience(), () -> prepared)
                .map(this::outcome)
                .otherwise(PushSender::withoutAnswer);
    }

    private PushOutcome outcome(PushAnswer answer) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Accepted(status);
        }
        String code = "http-" + status;
        return PASSING.contains(status) || status >= 500
                ? new TryLater(status, code, answer.pause(clock.instant()))
                : new Rejected(status, code);
    }
}
