package dev.nextup.dispatch.channel;

import dev.nextup.dispatch.message.Content;
import dev.nextup.event.delivery.Channel;
import dev.nextup.event.delivery.NotificationType;
import dev.nextup.tracing.TraceParent;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that is to go over another channel, claimed.
 *
 * @param matters whether it still tells the present, and nobody has seen it
 * @param wanted which channels the holder agreed to
 * @param sent how many such messages the ticket has had
 * @param counted whether it is among the messages of its number and its organisation
 * @param trace what the notification follows from, if that is known
 */
record DueFallback(
        UUID deliveryId,
        UUID ticketId,
        UUID organizationId,
        NotificationType type,
        Content content,
        Instant plannedAt,
        Instant deadline,
        int attempt,
        boolean matters,
        Set<Channel> wanted,
        long sent,
        boolean counted,
        @Nullable TraceParent trace) {

    static Set<Channel> wanted(boolean whatsapp, boolean sms) {
        Set<Channel> wanted = EnumSet.noneOf(Channel.class);
        if (whatsapp) {
            wanted.add(Channel.WHATSAPP);
        }
        if (sms) {
            wanted.add(Channel.SMS);
        }
        return wanted;
    }
}
