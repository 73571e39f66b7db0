package dev.nextup.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class OpenApiMergeTest {

    private final OpenApiMerge merge = new OpenApiMerge();

    @Test
    void pathsAndComponentsOfAllServicesAreUnited() throws Exception {
        merge.add("a", document("/a", "Ticket", "one"));
        merge.add("b", document("/b", "Binding", "two"));

        JsonNode result = merge.result();
        assertThat(result.at("/paths/~1a").isMissingNode()).isFalse();
        assertThat(result.at("/paths/~1b").isMissingNode()).isFalse();
        assertThat(result.at("/components/schemas").size()).isEqualTo(2);
        assertThat(result.at("/openapi").asText()).isEqualTo("3.1.0");
    }

    @Test
    void theSameComponentInTwoServicesStaysOne() throws Exception {
        merge.add("a", document("/a", "Problem", "same"));
        merge.add("b", document("/b", "Problem", "same"));

        assertThat(merge.result().at("/components/schemas").size()).isEqualTo(1);
    }

    @Test
    void aNameThatMeansTwoThingsIsRenamedWithItsReferences() throws Exception {
        merge.add("a", document("/a", "Item", "one"));
        merge.add("b", document("/b", "Item", "two"));

        JsonNode result = merge.result();
        assertThat(result.at("/components/schemas/Item/title").asText()).isEqualTo("one");
        assertThat(result.at("/components/schemas/b.Item/title").asText()).isEqualTo("two");
        assertThat(result.at("/paths/~1a/get/schema/$ref").asText())
                .isEqualTo("#/components/schemas/Item");
        assertThat(result.at("/paths/~1b/get/schema/$ref").asText())
                .isEqualTo("#/components/schemas/b.Item");
    }

    @Test
    void aServiceThatIsDownIsNamed() throws Exception {
        merge.add("a", document("/a", "Ticket", "one"));
        merge.missing("b");

        assertThat(merge.result().at("/info/description").asText())
                .contains("Not answering at the moment: b");
    }

    private static ObjectNode document(String path, String schema, String title) throws Exception {
        String text =
                """
                {"openapi": "3.1.0",
                 "paths": {"%s": {"get": {"schema": {"$ref": "#/components/schemas/%s"}}}},
                 "components": {"schemas": {"%s": {"title": "%s"}}}}
                """
                        .formatted(path, schema, schema, title);
        return (ObjectNode) new ObjectMapper().readTree(text);
    }
}
