package dev.nextup.event;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The types of one family of events: type name to record class and back. A reader meets only what
 * its registry lists; everything else is an unknown type to it.
 *
 * @param <T> what all records of the family are
 */
public final class EventTypes<T> {

    private final Map<String, Class<? extends T>> classes;
    private final Map<Class<? extends T>, String> names;

    private EventTypes(Map<String, Class<? extends T>> classes) {
        this.classes = Map.copyOf(classes);
        this.names =
                classes.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getValue, Map.Entry::getKey));
    }

    public static <T> Builder<T> builder() {
        return new Builder<>();
    }

    /** The record class of {@code type}, empty for a type this family does not have. */
    public Optional<Class<? extends T>> classOf(String type) {
        return Optional.ofNullable(classes.get(type));
    }

    /**
     * The type name of {@code event}.
     *
     * @throws IllegalArgumentException if its class is not in this family: a forgotten registration
     */
    public String nameOf(T event) {
        String name = names.get(event.getClass());
        if (name == null) {
            throw new IllegalArgumentException("not a registered event: " + event.getClass());
        }
        return name;
    }

    /** All type names of the family. */
    public Set<String> names() {
        return classes.keySet();
    }

    /** Collects the types; a name or a class given twice is a mistake and refused. */
    public static final class Builder<T> {

        private final Map<String, Class<? extends T>> classes = new LinkedHashMap<>();

        private Builder() {}

        public Builder<T> add(String name, Class<? extends T> type) {
            if (classes.containsKey(name) || classes.containsValue(type)) {
                throw new IllegalArgumentException("registered twice: " + name + " " + type);
            }
            classes.put(name, type);
            return this;
        }

        public EventTypes<T> build() {
            return new EventTypes<>(classes);
        }
    }
}
