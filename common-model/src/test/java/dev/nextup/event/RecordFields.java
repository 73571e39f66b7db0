package dev.nextup.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The flat JSON fields of a record and what each may hold, in the words of {@link SchemaFields}.
 */
final class RecordFields {

    private RecordFields() {}

    /** Field name to kind; a kind ends in {@code ?} if the field may be null. */
    static Map<String, String> of(Class<?> type) {
        Map<String, String> fields = new TreeMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                fields.putAll(of(component.getType()));
            } else {
                boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                fields.put(component.getName(), kind(component) + (nullable ? "?" : ""));
            }
        }
        return fields;
    }

    private static String kind(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                        && list.getRawType() == List.class
                ? "array" + kind((Class<?>) list.getActualTypeArguments()[0])
                : kind(component.getType());
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "enum" + constants(type);
        }
        if (type.isRecord()) {
            return "object" + of(type);
        }
        Map<Class<?>, String> kinds =
                Map.of(
                        String.class, "string",
                        UUID.class, "uuid",
                        Instant.class, "date-time",
                        boolean.class, "boolean",
                        int.class, "integer",
                        Integer.class, "integer",
                        long.class, "integer");
        String kind = kinds.get(type);
        if (kind == null) {
            throw new AssertionError("no word yet for a field of " + type);
        }
        return kind;
    }

    private static Set<String> constants(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.isEnumConstant())
                .map(
                        field -> {
                            JsonProperty name = field.getAnnotation(JsonProperty.class);
                            return name == null ? field.getName() : name.value();
                        })
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
