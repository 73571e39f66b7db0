package dev.nextup.dispatch.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadCheckTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUTTON = "{'action':'open','title':'Open'}";

    @Test
    void every_member_of_the_wrong_form_is_named_at_once() throws Exception {
        Problem problem =
                refused("{'title':7,'body':'B','icon':[],'actions':[{'action':1,'title':'T'}]}");

        assertThat(problem.code()).isEqualTo("invalid-field");
        assertThat(problem.extensions())
                .containsEntry(
                        "details",
                        Map.of(
                                "payload.title", "invalid",
                                "payload.icon", "invalid",
                                "payload.actions[0].action", "invalid"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[7] | payload.actions[0]",
                "[[]] | payload.actions[0]",
                "{'a':{}} | payload.actions",
                "[{'action':'a','title':'T'},{'action':{},'title':'T'}] | payload.actions[1].action",
                "[{'action':'a','title':true}] | payload.actions[0].title",
                "[{'action':'a','title':'T','icon':1}] | payload.actions[0].icon"
            })
    void a_button_of_the_wrong_form_is_named(String actions, String field) throws Exception {
        assertThat(refused(with(actions)).extensions())
                .containsEntry("field", field)
                .containsEntry("details", Map.of(field, "invalid"));
    }

    @Test
    void buttons_are_few_and_short() throws Exception {
        String many = "[" + (BUTTON + ",").repeat(4) + BUTTON + "]";
        String longTitle = BUTTON.replace("Open", "x".repeat(101));
        String longName = BUTTON.replace("open", "x".repeat(65));
        String longIcon = BUTTON.replace("}", ",'icon':'/" + "x".repeat(2_048) + "'}");

        assertThat(refused(with(many)).extensions()).containsEntry("field", "payload.actions");
        for (String button : new String[] {longTitle, longName, longIcon}) {
            assertThat(refused(with("[" + button + "]")).code()).isEqualTo("invalid-field");
        }
        PayloadCheck.check(parsed(with(many.replace(BUTTON + "," + BUTTON + ",", BUTTON + ","))));
    }

    @Test
    void a_button_needs_a_name_and_a_title() throws Exception {
        assertThat(refused(with("[" + BUTTON + ",{'action':'x','title':null}]")).extensions())
                .containsEntry(
                        "details",
                        Map.of(
                                "payload.title", "present",
                                "payload.body", "present",
                                "payload.actions[0].action", "present",
                                "payload.actions[0].title", "present",
                                "payload.actions[1].action", "present",
                                "payload.actions[1].title", "missing"));
    }

    @Test
    void what_no_browser_needs_is_dropped() throws Exception {
        ObjectNode payload =
                parsed(
                        with(
                                "["
                                        + BUTTON.replace(
                                                "}", ",'navigate':'https://x.example','icon':null}")
                                        + "]"));

        PayloadCheck.check(payload);

        assertThat(payload.get("actions"))
                .isEqualTo(parsed(with("[" + BUTTON + "]")).get("actions"));
    }

    @Test
    void the_images_of_buttons_count_too() throws Exception {
        ObjectNode payload =
                parsed(
                        with("[" + BUTTON + "," + BUTTON.replace("}", ",'icon':'/b'}") + "]")
                                .replace("'body'", "'icon':'/a','body'"));

        assertThat(PayloadCheck.images(payload))
                .containsExactly(
                        Map.entry("payload.icon", "/a"),
                        Map.entry("payload.actions[1].icon", "/b"));
    }

    private static String with(String actions) {
        return "{'title':'T','body':'B','actions':" + actions + "}";
    }

    private static Problem refused(String payload) throws Exception {
        ObjectNode parsed = parsed(payload);
        return catchThrowableOfType(RejectedException.class, () -> PayloadCheck.check(parsed))
                .rejection()
                .toProblem();
    }

    private static ObjectNode parsed(String json) throws Exception {
        return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
    }
}
