package dev.nextup.messaging.inbox;

import dev.nextup.event.CloudEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One consumed record.
 *
 * @param key the record key, which is the event's subject
 * @param event {@code null} erases the key; only where the {@link Intake} says that this may be
 */
public record Arrival<T>(UUID key, @Nullable CloudEvent<T> event) {}
