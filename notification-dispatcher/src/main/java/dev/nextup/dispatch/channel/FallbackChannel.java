package dev.nextup.dispatch.channel;

import dev.nextup.dispatch.webpush.PushOutcome;
import dev.nextup.event.delivery.Channel;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/**
 * A vendor who carries messages to phones. To add one, implement this in a {@code @Singleton}; the
 * first that carries a channel is used for it.
 */
interface FallbackChannel {

    /** What it carries as it is configured; empty when it is not. */
    Set<Channel> carries();

    /** Where it sends to, as it may stand in a log: an origin. */
    String service();

    /**
     * Makes one attempt, within ten seconds. Never fails; never logs the number. The same {@link
     * FallbackMessage#id()} is the same message: it may come twice.
     */
    Uni<PushOutcome> send(FallbackMessage message);
}
