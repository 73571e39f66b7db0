package dev.nextup.event.subscription;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All notification preferences of a ticket, without any phone number. More than six components,
 * against the house rule, because it is a wire format.
 *
 * @param pushDenied the holder refused push; the fallback channels stay as chosen
 * @param notifyAhead tell me when this many are ahead of me, {@code null} for the service's default
 */
public record PreferencesChanged(
        UUID ticketId,
        UUID organizationId,
        boolean pushEnabled,
        boolean pushDenied,
        boolean whatsappFallback,
        boolean smsFallback,
        @Nullable Integer notifyAhead,
        Instant changedAt)
        implements SubscriptionEvent {}
