package dev.nextup.dispatch.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextup.dispatch.webpush.PushPayload;
import org.junit.jupiter.api.Test;

class BriefPayloadTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void words_and_what_a_click_takes_are_kept_and_nothing_else() throws Exception {
        JsonNode brief =
                brief(
                        "{\"title\":\"Your turn\",\"body\":\"Counter 3\",\"icon\":\"https://x/i.png\","
                                + "\"tag\":\"ticket-1\",\"renotify\":true,\"web_push\":8030,"
                                + "\"data\":{\"ticketId\":\"t\",\"deliveryId\":\"d\",\"clickUrl\":\"https://x/?ticket=t\","
                                + "\"ackToken\":\"a\",\"given\":\"secret\",\"branchName\":\"Main\"}}");

        assertThat(brief)
                .isEqualTo(
                        JSON.readTree(
                                "{\"title\":\"Your turn\",\"body\":\"Counter 3\",\"tag\":\"ticket-1\","
                                        + "\"renotify\":true,\"data\":{\"ticketId\":\"t\","
                                        + "\"clickUrl\":\"https://x/?ticket=t\",\"deliveryId\":\"d\",\"ackToken\":\"a\"}}"));
    }

    @Test
    void long_words_are_cut_between_characters() throws Exception {
        String title = "😀".repeat(200);
        JsonNode brief = brief(JSON.writeValueAsString(java.util.Map.of("title", title)));

        assertThat(brief.path("title").asText()).isEqualTo("😀".repeat(29) + "…");
    }

    @Test
    void it_is_brief_whatever_it_is_made_of() {
        String words = "漢".repeat(600);
        String full =
                "{\"title\":\"%s\",\"body\":\"%s\",\"tag\":\"ticket-%s\",\"data\":{\"clickUrl\":\"https://x/%s\",\"ackToken\":\"%s\"}}"
                        .formatted(words, words, "1".repeat(36), "u".repeat(60), "a".repeat(900));

        byte[] brief = BriefPayload.of(full.getBytes(UTF_8));

        assertThat(brief.length).isLessThanOrEqualTo(PushPayload.BRIEF);
        assertThat(new String(brief, UTF_8)).contains("clickUrl").doesNotContain("ackToken");
    }

    private static JsonNode brief(String full) throws Exception {
        return JSON.readTree(BriefPayload.of(full.getBytes(UTF_8)));
    }
}
