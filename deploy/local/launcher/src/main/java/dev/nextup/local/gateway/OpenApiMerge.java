package dev.nextup.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts OpenAPI documents together. Paths are united; where two services mean different things by
 * one component name, the later one's is renamed after its service.
 */
final class OpenApiMerge {

    private static final String DEFAULT_VERSION = "3.1.0";

    private final ObjectNode paths = JsonNodeFactory.instance.objectNode();
    private final ObjectNode components = JsonNodeFactory.instance.objectNode();
    private final ArrayNode tags = JsonNodeFactory.instance.arrayNode();
    private final List<String> missing = new ArrayList<>();
    private String version = DEFAULT_VERSION;

    void add(String service, ObjectNode document) {
        version = document.path("openapi").asText(version);
        ObjectNode renamed = rename(document, collisions(service, document));
        renamed.path("paths").properties().forEach(this::addPath);
        componentsOf(renamed)
                .forEach(c -> components.withObjectProperty(c.section()).set(c.name(), c.value()));
        renamed.path("tags").forEach(this::addTag);
    }

    /** Names a service whose document could not be had. */
    void missing(String service) {
        missing.add(service);
    }

    ObjectNode result() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", version);
        ObjectNode info = document.putObject("info");
        info.put("title", "Nextup");
        info.put("version", "1");
        info.put("description", description());
        document.putArray("servers").addObject().put("url", "/");
        document.set("tags", tags);
        document.set("paths", paths);
        document.set("components", components);
        return document;
    }

    private String description() {
        String all = "All APIs of Nextup behind one address.";
        return missing.isEmpty()
                ? all
                : all + " Not answering at the moment: " + String.join(", ", missing) + ".";
    }

    private void addPath(Map.Entry<String, JsonNode> path) {
        JsonNode present = paths.get(path.getKey());
        if (present instanceof ObjectNode methods && path.getValue() instanceof ObjectNode more) {
            more.properties().forEach(m -> methods.putIfAbsent(m.getKey(), m.getValue()));
        } else {
            paths.set(path.getKey(), path.getValue());
        }
    }

    private void addTag(JsonNode tag) {
        for (JsonNode present : tags) {
            if (present.path("name").equals(tag.path("name"))) {
                return;
            }
        }
        tags.add(tag);
    }

    /** From the reference of a component to the name it must get instead. */
    private Map<String, String> collisions(String service, ObjectNode document) {
        return componentsOf(document)
                .filter(this::meansSomethingElseHere)
                .collect(Collectors.toMap(Component::reference, c -> service + "." + c.name()));
    }

    private boolean meansSomethingElseHere(Component component) {
        JsonNode present = components.path(component.section()).path(component.name());
        return !present.isMissingNode() && !present.equals(component.value());
    }

    private static Stream<Component> componentsOf(ObjectNode document) {
        return document.path("components").properties().stream()
                .flatMap(
                        section ->
                                section.getValue().properties().stream()
                                        .map(
                                                entry ->
                                                        new Component(
                                                                section.getKey(),
                                                                entry.getKey(),
                                                                entry.getValue())));
    }

    private static ObjectNode rename(ObjectNode document, Map<String, String> renames) {
        ObjectNode copy = document.deepCopy();
        componentsOf(document)
                .filter(c -> renames.containsKey(c.reference()))
                .forEach(
                        c -> {
                            ObjectNode section =
                                    copy.withObjectProperty("components")
                                            .withObjectProperty(c.section());
                            section.set(renames.get(c.reference()), section.remove(c.name()));
                        });
        renameReferences(copy, renames);
        return copy;
    }

    private static void renameReferences(JsonNode node, Map<String, String> renames) {
        if (node instanceof ObjectNode object && object.get("$ref") instanceof TextNode text) {
            String reference = text.textValue();
            String name = renames.get(reference);
            if (name != null) {
                object.put("$ref", reference.substring(0, reference.lastIndexOf('/') + 1) + name);
            }
        }
        node.forEach(child -> renameReferences(child, renames));
    }

    /**
     * One reusable part of a document.
     *
     * @param section such as {@code schemas}
     * @param name unique within the section
     * @param value the part itself
     */
    private record Component(String section, String name, JsonNode value) {
        String reference() {
            return "#/components/" + section + "/" + name;
        }
    }
}
