package dev.nextup.ticket.reach;

import dev.nextup.event.delivery.Channel;
import dev.nextup.event.delivery.DeliveryAbandoned.Reason;
import dev.nextup.event.delivery.NotificationType;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a ticket's newest notification.
 *
 * @param notificationType what it tells
 * @param channel the way it took
 * @param at when it came to this state
 * @param reason why it failed; null unless it did
 */
public record ReachView(
        ReachState state,
        NotificationType notificationType,
        Channel channel,
        Instant at,
        @Nullable Reason reason) {

    /** To be selected along with a ticket, from {@link #join}. */
    public static final String COLUMNS =
            "reach.state AS reach_state, reach.notification_type AS reach_type,"
                    + " reach.channel AS reach_channel, reach.reached_state_at AS reach_at,"
                    + " reach.reason AS reach_reason";

    /**
     * @param ticketId the column that holds the ticket's id
     */
    public static String join(String ticketId) {
        return " LEFT JOIN ticket_reach reach ON reach.ticket_id = " + ticketId;
    }

    /**
     * @return null when nothing was ever sent
     */
    public static @Nullable ReachView of(Row row) {
        String state = row.getString("reach_state");
        String reason = row.getString("reach_reason");
        return state == null
                ? null
                : new ReachView(
                        ReachState.valueOf(state),
                        NotificationType.valueOf(row.getString("reach_type")),
                        Channel.valueOf(row.getString("reach_channel")),
                        row.getOffsetDateTime("reach_at").toInstant(),
                        reason == null ? null : Reason.valueOf(reason));
    }
}
