package dev.nextup.messaging.inbox;

import dev.nextup.event.CloudEvent;
import dev.nextup.tracing.TraceParent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One consumed record.
 *
 * @param key the record key, which is the event's subject
 * @param event {@code null} erases the key; only where the {@link Intake} says that this may be
 * @param trace what the event follows from; {@code null} if the record does not say, or not
 *     properly
 */
public record Arrival<T>(UUID key, @Nullable CloudEvent<T> event, @Nullable TraceParent trace) {}
