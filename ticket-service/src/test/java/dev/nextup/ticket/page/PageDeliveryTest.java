package dev.nextup.ticket.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextup.test.browser.Accessibility;
import dev.nextup.test.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How pages come: by which address, with which headers, and that a browser may run all of them. */
@QuarkusTest
class PageDeliveryTest extends PageTest {

    private static final int FIRST_LOAD_BYTES = 100 * 1024;

    /** Loaded by the customer app from subscription-service, whose ClientFilesTest sees to it. */
    private static final int PUSH_CLIENT_BYTES = 6 * 1024;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/admin/", "/board/"})
    void a_page_may_run_nothing_but_its_own_files_and_is_checked_for_news(String path) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", equalTo("no-cache"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .header("Permissions-Policy", containsString("geolocation=()"))
                .header(
                        "Content-Security-Policy",
                        containsString("default-src 'none'; script-src 'self'; style-src 'self';"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/admin/", "/board/", "/admin?x=1", "/board"})
    void whoever_asks_for_the_head_of_a_page_only_is_told_what_a_reader_is(String path) {
        Response read = asked(Method.GET, path);
        Response head = asked(Method.HEAD, path);

        assertThat(head.statusCode()).isEqualTo(read.statusCode()).isIn(200, 308);
        assertThat(head.asByteArray()).isEmpty();
        for (String name :
                List.of("Location", "Content-Type", "Cache-Control", "Content-Security-Policy")) {
            assertThat(head.header(name)).as(name).isEqualTo(read.header(name));
        }
    }

    private static Response asked(Method method, String path) {
        return given().redirects().follow(false).request(method, path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "board"})
    void a_page_without_its_slash_leads_to_it_and_keeps_what_was_asked(String page) {
        given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .get("/" + page + "?service=1&x=%20")
                .then()
                .statusCode(308)
                .header("Location", equalTo("/" + page + "/?service=1&x=%20"));
    }

    @Test
    void what_a_page_is_made_of_is_kept_for_good_and_travels_compressed() {
        String html = given().get("/").asString();
        Matcher script =
                Pattern.compile("src=\"(/static/bundle/customer-[^\"]+\\.js)\"").matcher(html);
        assertThat(script.find()).as(html).isTrue();

        given().header("Accept-Encoding", "gzip")
                .get(script.group(1))
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("public, max-age=31536000, immutable"))
                .header("Content-Encoding", equalTo("gzip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?org=demo", "/admin/", "/board/"})
    void the_first_load_of_a_page_is_small(String path) {
        try (Page page = visitor("en")) {
            page.open(at(path));
            page.await("return document.querySelector('h1')", "a heading");

            JsonNode bytes =
                    page.evaluate(
                            "return performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
                                    + ".map(e => e.transferSize).reduce((a, b) => a + b, 0)");

            assertThat(bytes.asInt()).isBetween(1, FIRST_LOAD_BYTES - PUSH_CLIENT_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/admin/", "/board/"})
    void each_page_runs_within_its_policy_in_english_and_arabic(String path) {
        for (String language : new String[] {"en", "ar"}) {
            try (Page page = visitor(language)) {
                page.open(at(path));
                page.await("return document.querySelector('h1')", "a heading");

                assertThat(page.evaluate("return document.documentElement.lang").asText())
                        .isEqualTo(language);
                assertThat(page.evaluate("return document.documentElement.dir").asText())
                        .isEqualTo(language.equals("ar") ? "rtl" : "ltr");
                assertThat(page.evaluate("return breaches")).isEmpty();
                assertThat(Accessibility.violations(page)).isEmpty();
            }
        }
    }
}
