package dev.nextup.dispatch.recipient;

import dev.nextup.event.CloudEvent;
import dev.nextup.messaging.inbox.Arrival;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Of records that are whole states the last one of each key, keys ascending.
 *
 * @param erased keys whose last record was null
 */
record Latest<T>(List<T> states, List<UUID> erased) {

    static <T> Latest<T> of(List<Arrival<T>> arrivals) {
        Map<UUID, Optional<T>> latest = new TreeMap<>();
        for (Arrival<T> arrival : arrivals) {
            latest.put(arrival.key(), Optional.ofNullable(arrival.event()).map(CloudEvent::data));
        }
        Stream<Map.Entry<UUID, Optional<T>>> gone =
                latest.entrySet().stream().filter(e -> e.getValue().isEmpty());
        return new Latest<>(
                latest.values().stream().flatMap(Optional::stream).toList(),
                gone.map(e -> Objects.requireNonNull(e.getKey())).toList());
    }
}
