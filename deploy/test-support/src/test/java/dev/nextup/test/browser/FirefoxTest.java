package dev.nextup.test.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The driver, against a page of its own. */
@NeedsFirefox
class FirefoxTest {

    private static final String PAGE =
            """
            <!doctype html><title>A page</title><input id="name"><button id="ask">Ask</button>
            <script>
              document.querySelector("#ask").onclick = () => {
                document.title = navigator.userActivation.isActive + " " + Notification.permission
                    + " " + document.querySelector("#name").value;
              };
            </script>
            """;

    private static HttpServer server;
    private static Firefox firefox;
    private static String page;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", FirefoxTest::answer);
        server.start();
        page = "http://localhost:" + server.getAddress().getPort() + "/";
        firefox = Firefox.withPushService("ws://localhost:9/").start();
    }

    @AfterAll
    static void stop() {
        firefox.close();
        server.stop(0);
    }

    @Test
    void a_click_is_a_gesture_of_the_user_and_pages_may_notify() {
        try (FirefoxTab tab = firefox.newTab()) {
            tab.open(page);

            tab.type("#name", "Ada");
            tab.click("#ask");

            assertThat(tab.evaluate("return document.title").asText())
                    .isEqualTo("true granted Ada");
        }
    }

    @Test
    void scripts_may_wait_and_may_fail() {
        try (FirefoxTab tab = firefox.newTab()) {
            tab.open(page);

            assertThat(tab.evaluate("return (await fetch('/')).status").asInt()).isEqualTo(200);
            assertThatThrownBy(() -> tab.evaluate("throw new TypeError('no')"))
                    .isInstanceOf(Page.ScriptException.class)
                    .hasMessageContaining("TypeError: no");
            assertThatThrownBy(() -> tab.click("#missing")).hasMessageContaining("#missing");
        }
    }

    @Test
    void tabs_are_kept_apart_and_share_their_profile() {
        try (FirefoxTab one = firefox.newTab();
                FirefoxTab other = firefox.newTab()) {
            one.open(page + "one");
            other.open(page + "other");
            one.evaluate("localStorage.setItem('shared', 'yes')");

            assertThat(one.url()).endsWith("/one");
            assertThat(other.url()).endsWith("/other");
            assertThat(firefox.tabs()).extracting(FirefoxTab::url).contains(one.url(), other.url());
            assertThat(other.evaluate("return localStorage.getItem('shared')").asText())
                    .isEqualTo("yes");
        }
    }

    @Test
    @Timeout(60)
    void what_is_shown_can_be_read_clicked_and_put_away() {
        try (FirefoxTab tab = firefox.newTab()) {
            tab.open(page);
            tab.evaluate(
                    """
                    const shown = new Notification("Hello", {body: "You are next."});
                    shown.onclick = () => { document.title = "clicked"; };
                    await new Promise(resolve => { shown.onshow = resolve; });
                    """);

            List<Firefox.Shown> before = firefox.notifications();
            firefox.clickNotification("Hello");

            assertThat(before).containsExactly(new Firefox.Shown("Hello", "You are next."));
            tab.evaluate(untilTrue("document.title === 'clicked'"));
            tab.evaluate("new Notification('Later')");
            while (firefox.notifications().isEmpty()) {
                Thread.onSpinWait();
            }
            firefox.dismissNotifications();
            assertThat(firefox.notifications()).isEmpty();
            assertThatThrownBy(() -> firefox.clickNotification("Nobody said so"))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @Timeout(60)
    void a_page_that_has_to_ask_is_answered_by_the_browsers_own_buttons() {
        String setting = "'permissions.default.desktop-notification'";
        firefox.evaluatePrivileged("Services.prefs.setIntPref(" + setting + ", 0);");
        try (FirefoxTab tab = firefox.newTab()) {
            tab.open(page);
            assertThat(firefox.answerQuestion(true)).isFalse();
            tab.evaluate(
                    "document.querySelector('#ask').onclick = async () => {"
                            + " document.title = await Notification.requestPermission(); };");

            tab.click("#ask");
            while (!firefox.answerQuestion(false)) {
                Thread.onSpinWait();
            }

            tab.evaluate(untilTrue("document.title === 'denied'"));
        } finally {
            firefox.evaluatePrivileged(
                    "Services.prefs.setIntPref(" + setting + ", 1);\nServices.perms.removeAll();");
        }
    }

    @Test
    void other_people_have_nothing_of_what_one_has_stored() {
        try (FirefoxTab one = firefox.newTab();
                FirefoxTab other = firefox.newTabOf(1)) {
            one.open(page);
            one.evaluate("localStorage.setItem('mine', 'yes')");
            other.open(page + "other");

            assertThat(other.evaluate("return localStorage.getItem('mine')").isNull()).isTrue();
            assertThat(firefox.urlInFront()).isEqualTo(page + "other");
            firefox.forgetEverything();
            assertThat(one.evaluate("return localStorage.getItem('mine')").isNull()).isTrue();
        }
    }

    @Test
    void a_screenshot_is_a_picture() {
        try (FirefoxTab tab = firefox.newTab()) {
            tab.open(page);

            assertThat(tab.screenshot()).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(1_000);
        }
    }

    @Test
    void nothing_of_it_is_left_when_it_is_closed() {
        Firefox other = Firefox.withPushService("ws://localhost:9/").start();
        List<ProcessHandle> family = firefoxes();
        other.close();

        List<ProcessHandle> left = firefoxes();
        assertThat(left).isNotEmpty().hasSizeLessThan(family.size());
        assertThat(left).allMatch(family::contains);
    }

    private static String untilTrue(String condition) {
        return "while (!(" + condition + ")) { await new Promise(wait => setTimeout(wait, 20)); }";
    }

    private static List<ProcessHandle> firefoxes() {
        return ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().command().orElse("").contains("firefox"))
                .toList();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] text = PAGE.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, text.length);
        try (var body = exchange.getResponseBody()) {
            body.write(text);
        }
    }
}
