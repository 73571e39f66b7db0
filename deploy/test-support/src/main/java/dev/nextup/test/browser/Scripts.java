package dev.nextup.test.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** Scripts as Marionette takes them. */
final class Scripts {

    private Scripts() {}

    /** Runs the body of an async function where the session is just now. */
    static JsonNode run(Marionette marionette, String body) {
        String script =
                "const done = arguments[arguments.length - 1];\n"
                        + "(async () => {\n"
                        + body
                        + "\n})().then(value => done({value}),"
                        + " error => done({error: `${error}\\n${error?.stack ?? ''}`}));";
        JsonNode answer =
                marionette
                        .send(
                                "WebDriver:ExecuteAsyncScript",
                                Map.of("script", script, "args", List.of()))
                        .path("value");
        if (answer.has("error")) {
            throw new Page.ScriptException(answer.path("error").asText());
        }
        return answer.path("value");
    }

    /** As a literal of a script. */
    static String quoted(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
