package dev.nextup.local.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.local.push.sender.Push;
import dev.nextup.local.push.sender.TestBrowser;
import dev.nextup.local.push.sender.Vapid;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedBrowserTest {

    private static final Vapid VAPID = new Vapid();

    private static PushService service;

    private TestBrowser browser;

    @BeforeAll
    static void start() {
        service = PushService.start(Settings.FOR_A_TEST);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void subscribe() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + service.port());
        browser = TestBrowser.subscribe(address, VAPID.publicKey());
    }

    @Test
    void everyOneOfManyAtOnceIsReceivedOnce() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(
                    client.sendAsync(
                            new Push(browser, VAPID, Integer.toString(i)).request(),
                            HttpResponse.BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(201);
        }

        assertThat(browser.messages().findValuesAsText("payload"))
                .hasSize(60)
                .doesNotHaveDuplicates();
    }

    @Test
    void scriptedAnswersComeInOrderAndThenEverythingIsNormal() throws Exception {
        browser.behave("[{\"status\":503,\"retryAfter\":7},{\"status\":410}]");

        HttpResponse<String> first = new Push(browser, VAPID, "1").send();
        HttpResponse<String> second = new Push(browser, VAPID, "2").send();
        HttpResponse<String> third = new Push(browser, VAPID, "3").send();

        assertThat(first.statusCode()).isEqualTo(503);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(TestBrowser.json(first).path("reason").asText()).isEqualTo("scripted");
        assertThat(second.statusCode()).isEqualTo(410);
        assertThat(second.headers().firstValue("Retry-After")).isEmpty();
        assertThat(third.statusCode()).isEqualTo(201);
        assertThat(browser.messages()).hasSize(1);
        assertThat(browser.messages().path(0).path("payload").asInt()).isEqualTo(3);
    }

    @Test
    void aMistakeDoesNotUseUpAScriptedAnswer() throws Exception {
        browser.behave("[{\"status\":429,\"retryAfter\":\"Wed, 21 Oct 2026 07:28:00 GMT\"}]");

        assertThat(new Push(browser, VAPID, "1").header("TTL").send().statusCode()).isEqualTo(400);
        HttpResponse<String> right = new Push(browser, VAPID, "1").send();

        assertThat(right.statusCode()).isEqualTo(429);
        assertThat(right.headers().firstValue("Retry-After"))
                .contains("Wed, 21 Oct 2026 07:28:00 GMT");
    }

    @Test
    void anotherScriptReplacesWhatIsLeft() throws Exception {
        browser.behave("[{\"status\":500},{\"status\":500}]");
        assertThat(browser.behave("[]").statusCode()).isEqualTo(204);

        assertThat(new Push(browser, VAPID, "1").send().statusCode()).isEqualTo(201);
    }

    @Test
    void aDelayedSuccessIsReceivedBeforeItIsAnswered() throws Exception {
        browser.behave("[{\"status\":201,\"delayMs\":400}]");
        Instant before = Instant.now();

        HttpResponse<String> answer = new Push(browser, VAPID, "1").send();

        Instant answered = Instant.now();
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Duration.between(before, answered)).isGreaterThan(Duration.ofMillis(390));
        assertThat(Instant.parse(browser.messages().path(0).path("receivedAt").asText()))
                .isBefore(answered.minusMillis(390));
    }

    @Test
    void aLaterMessageOfTheSameTopicMarksTheEarlierAsReplaced() throws Exception {
        new Push(browser, VAPID, "\"first\"").header("Topic", "call").send();
        new Push(browser, VAPID, "\"other\"").header("Topic", "else").send();
        new Push(browser, VAPID, "\"short\"").header("Topic", "call").header("TTL", "0").send();
        new Push(browser, VAPID, "\"last\"").header("Topic", "call").send();

        JsonNode messages = browser.messages();

        assertThat(messages.findValuesAsText("payload"))
                .containsExactly("first", "other", "short", "last");
        // The third was never stored, so there was nothing to replace.
        assertThat(messages.findValuesAsText("replaced"))
                .containsExactly("true", "false", "false", "false");
    }

    @Test
    void whatIsNoJsonIsText() throws Exception {
        new Push(browser, VAPID, "{} and more").send();
        new Push(browser, VAPID, "").send();

        assertThat(browser.messages().findValuesAsText("payload"))
                .containsExactly("{} and more", "");
    }
}
