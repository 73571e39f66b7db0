package dev.nextup.local.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.sender.Push;
import dev.nextup.local.push.sender.TestBrowser;
import dev.nextup.local.push.sender.Vapid;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row changes one thing of a push that is otherwise right. */
class RefusalsTest {

    private static final Vapid VAPID = Mistakes.VAPID;

    private static PushService service;
    private static URI address;

    @BeforeAll
    static void start() {
        service = PushService.start(Settings.FOR_A_TEST);
        address = URI.create("http://127.0.0.1:" + service.port());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isRefusedForItsReasonAndReachesNobody(Mistakes.Row row) throws Exception {
        TestBrowser browser = TestBrowser.subscribe(address, VAPID.publicKey());
        Push push = new Push(browser, VAPID, "{\"title\":\"hi\"}");
        row.mistake().accept(push);

        HttpResponse<String> answer = push.send();

        assertProblem(answer, row.reason());
        assertThat(browser.messages()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("badCalls")
    void theOtherCallsAreRefusedToo(Call call) throws Exception {
        TestBrowser browser = TestBrowser.subscribe(address, VAPID.publicKey());
        String path = call.path().replace("{id}", browser.id());

        HttpResponse<String> answer = TestBrowser.call(address, call.method(), path, call.body());

        assertProblem(answer, call.reason());
    }

    @Test
    void anUnsubscribedBrowserIsGone() throws Exception {
        TestBrowser browser = TestBrowser.subscribe(address, VAPID.publicKey());
        assertThat(browser.unsubscribe().statusCode()).isEqualTo(204);

        assertProblem(new Push(browser, VAPID, "hi").send(), Reason.SUBSCRIPTION_GONE);
        assertProblem(browser.unsubscribe(), Reason.UNKNOWN_BROWSER);
    }

    @Test
    void aSubscriptionForEverybodyStillRefusesCredentialsThatAreWrong() throws Exception {
        TestBrowser browser = TestBrowser.subscribe(address, "");
        Push push = new Push(browser, VAPID, "hi");

        HttpResponse<String> answer = push.header("Authorization", "vapid t=a.b.c, k=d").send();

        assertProblem(answer, Reason.VAPID_KEY_INVALID);
    }

    @Test
    void a401SaysHowToDoBetter() throws Exception {
        TestBrowser browser = TestBrowser.subscribe(address, VAPID.publicKey());

        HttpResponse<String> answer = new Push(browser, VAPID, "hi").header("Authorization").send();

        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("vapid");
    }

    @Test
    void a405NamesTheMethodsThereAre() throws Exception {
        TestBrowser browser = TestBrowser.subscribe(address, VAPID.publicKey());

        HttpResponse<String> answer = new Push(browser, VAPID, "hi").method("PUT").send();

        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void everyReasonHasARow() {
        Set<Reason> untested = EnumSet.allOf(Reason.class);
        mistakes().forEach(row -> untested.remove(row.reason()));
        badCalls().forEach(call -> untested.remove(call.reason()));

        // Tested above, and in RubbishTest; a bug and the moment of the start cannot be provoked
        // from outside.
        assertThat(untested)
                .containsExactlyInAnyOrder(
                        Reason.SUBSCRIPTION_GONE,
                        Reason.SUB_PROTOCOL_MISSING,
                        Reason.ORIGIN_REFUSED,
                        Reason.TOO_MANY_CONNECTIONS,
                        Reason.INTERNAL_ERROR,
                        Reason.STARTING);
    }

    static List<Mistakes.Row> mistakes() {
        return Mistakes.all();
    }

    static List<Call> badCalls() {
        String behaviour = "/push/sim/{id}/behaviour";
        String nobody = "/push/sim/11111111-1111-4111-8111-111111111111";
        return List.of(
                new Call("GET", "/elsewhere", "", Reason.NOT_FOUND),
                new Call("GET", "/push/message/x", "", Reason.NOT_FOUND),
                new Call("GET", "/push/ws", "", Reason.UPGRADE_REQUIRED),
                new Call("POST", "/push/ws", "", Reason.METHOD_NOT_ALLOWED),
                new Call("POST", "/push/", "", Reason.NOT_FOUND),
                new Call("GET", "/push/sim", "", Reason.METHOD_NOT_ALLOWED),
                new Call("POST", "/push/sim", "{", Reason.MALFORMED_JSON),
                new Call("POST", "/push/sim", "[]", Reason.MALFORMED_JSON),
                new Call("POST", "/push/sim", "{}{}", Reason.MALFORMED_JSON),
                new Call("POST", "/push/sim", " ".repeat(65_537), Reason.BODY_TOO_LARGE),
                new Call("POST", "/push/sim", key("1"), Reason.INVALID_FIELD),
                new Call("POST", "/push/sim", key("\"\""), Reason.INVALID_FIELD),
                new Call("POST", "/push/sim", key("\"***\""), Reason.INVALID_FIELD),
                new Call(
                        "POST",
                        "/push/sim",
                        key("\"" + "B".repeat(87) + "\""),
                        Reason.INVALID_FIELD),
                new Call("PUT", behaviour, "", Reason.INVALID_FIELD),
                new Call("PUT", behaviour, "{\"answers\":{}}", Reason.INVALID_FIELD),
                new Call("PUT", behaviour, answer("{}"), Reason.INVALID_FIELD),
                new Call("PUT", behaviour, answer("{\"status\":\"503\"}"), Reason.INVALID_FIELD),
                new Call("PUT", behaviour, answer("{\"status\":100}"), Reason.INVALID_FIELD),
                new Call("PUT", behaviour, answer("{\"status\":600}"), Reason.INVALID_FIELD),
                new Call(
                        "PUT",
                        behaviour,
                        answer("{\"status\":503,\"retryAfter\":\"soon\"}"),
                        Reason.INVALID_FIELD),
                new Call(
                        "PUT",
                        behaviour,
                        answer("{\"status\":503,\"retryAfter\":-1}"),
                        Reason.INVALID_FIELD),
                new Call(
                        "PUT",
                        behaviour,
                        answer("{\"status\":201,\"delayMs\":-1}"),
                        Reason.INVALID_FIELD),
                new Call(
                        "PUT",
                        behaviour,
                        answer("{\"status\":201,\"delayMs\":9999999}"),
                        Reason.INVALID_FIELD),
                new Call(
                        "PUT",
                        nobody + "/behaviour",
                        answer("{\"status\":201}"),
                        Reason.UNKNOWN_BROWSER),
                new Call("GET", nobody + "/messages", "", Reason.UNKNOWN_BROWSER),
                new Call("DELETE", nobody, "", Reason.UNKNOWN_BROWSER),
                new Call("GET", "/push/sim/no-uuid/messages", "", Reason.UNKNOWN_BROWSER));
    }

    private static void assertProblem(HttpResponse<String> answer, Reason reason) throws Exception {
        JsonNode problem = TestBrowser.json(answer);
        assertThat(problem.path("reason").asText()).isEqualTo(reason.code());
        assertThat(problem.path("code").asText()).isEqualTo(reason.code());
        assertThat(problem.path("status").asInt()).isEqualTo(reason.status());
        assertThat(problem.path("detail").asText()).endsWith(".");
        assertThat(answer.statusCode()).isEqualTo(reason.status());
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    private static String key(String json) {
        return "{\"applicationServerKey\":" + json + "}";
    }

    private static String answer(String json) {
        return "{\"answers\":[" + json + "]}";
    }

    private record Call(String method, String path, String body, Reason reason) {}
}
