package dev.nextup.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields a schema describes, in the words of {@link RecordFields}. */
final class SchemaFields {

    private SchemaFields() {}

    static Map<String, String> of(EventContract<?> event) {
        return fields(event.schema());
    }

    private static Map<String, String> fields(JsonNode schema) {
        Map<String, String> fields = new TreeMap<>();
        for (JsonNode part : schema.path("allOf")) {
            String file = part.path("$ref").textValue();
            fields.putAll(fields(EventContract.schema(file.substring(0, file.length() - 5))));
        }
        schema.path("properties")
                .properties()
                .forEach(field -> fields.put(field.getKey(), kind(field.getValue())));
        TreeSet<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.textValue()));
        if (!fields.keySet().containsAll(required)
                || required.size() != schema.path("properties").size()) {
            throw new AssertionError("a writer leaves no field out: require all of " + fields);
        }
        return fields;
    }

    private static String kind(JsonNode field) {
        JsonNode type = field.path("type");
        boolean nullable = type.isArray();
        String name = nullable ? type.path(0).textValue() : type.textValue();
        return kind(field, name) + (nullable ? "?" : "");
    }

    private static String kind(JsonNode field, String type) {
        if (field.has("enum")) {
            TreeSet<String> values = new TreeSet<>();
            field.path("enum").forEach(value -> values.add(value.textValue()));
            return "enum" + values;
        }
        if (type.equals("object")) {
            return "object" + fields(field);
        }
        if (type.equals("array")) {
            return "array" + kind(field.path("items"));
        }
        String format = field.path("format").asText();
        return format.equals("uuid") || format.equals("date-time") ? format : type;
    }
}
