package dev.nextup.subscription.client;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser, a bundler and npm are given. */
@QuarkusTest
class ClientFilesTest {

    private static final Path PACKAGE = Path.of("target/npm-package");

    @TestHTTPResource("/")
    URI service;

    @ParameterizedTest
    @CsvSource({
        "/client/v1/nextup-push.js, javascript",
        "/client/v1/nextup-push.js.map, json",
        "/client/v1/nextup-push.d.ts, typescript",
        "/sw.js, javascript"
    })
    void browsers_ask_for_news_each_time_and_believe_the_type(String path, String type) {
        Response answer = given().get(path);

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-cache")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .contentType(containsString(type));
        given().header("If-Modified-Since", answer.header("Last-Modified"))
                .get(path)
                .then()
                .statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nextup-push.js", "nextup-push.js.map", "nextup-push.d.ts"})
    void pages_of_other_origins_may_import_the_library(String file) {
        given().header("Origin", "https://app.example")
                .get("/client/v1/" + file)
                .then()
                .header("Access-Control-Allow-Origin", "*");
    }

    @Test
    void the_worker_may_have_the_whole_origin_and_is_short_enough_to_read() {
        Response worker = given().get("/sw.js");

        worker.then().header("Service-Worker-Allowed", "/");
        assertThat(worker.body().asString().lines().count()).isLessThanOrEqualTo(230);
    }

    @Test
    void the_library_is_small_and_its_source_map_holds_the_sources() throws IOException {
        String library = given().get("/client/v1/nextup-push.js").asString();
        assertThat(library.length()).isLessThan(16 * 1024);
        assertThat(library.strip()).endsWith("//# sourceMappingURL=nextup-push.js.map");

        JsonNode map = json(given().get("/client/v1/nextup-push.js.map").asString());
        assertThat(map.path("sources").toString())
                .contains("push-notification-service.ts")
                .doesNotContain(Path.of("").toAbsolutePath().toString());
        assertThat(map.path("sourcesContent")).hasSameSizeAs(map.path("sources"));
    }

    /** Part of the first load of the customer app, whose own part PageDeliveryTest measures. */
    @ParameterizedTest
    @ValueSource(strings = {"/client/v1/nextup-push.js", "/sw.js"})
    void what_browsers_run_travels_compressed(String path) throws Exception {
        HttpRequest asked =
                HttpRequest.newBuilder(service.resolve(path))
                        .header("Accept-Encoding", "gzip")
                        .build();
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient().send(asked, BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.body()).hasSizeBetween(1, 6 * 1024);
    }

    @Test
    void the_package_is_complete_and_runs_nothing_when_it_is_installed() throws IOException {
        JsonNode description = json(Files.readString(PACKAGE.resolve("package.json")));

        List<String> named = new ArrayList<>();
        description.path("files").forEach(file -> named.add(file.asText()));
        named.add(description.path("main").asText());
        named.add(description.path("types").asText());
        named.add(description.path("exports").path(".").path("default").asText());
        named.add(description.path("exports").path(".").path("types").asText());
        named.add("README.md");
        named.add("LICENSE");
        assertThat(named).allSatisfy(file -> assertThat(PACKAGE.resolve(file)).isNotEmptyFile());
        for (String absent : List.of("scripts", "dependencies", "peerDependencies", "bin")) {
            assertThat(description.has(absent)).as(absent).isFalse();
        }
        given().get("/sw.js").then().body(startsWith("// Nextup's service worker"));
        assertThat(PACKAGE.resolve("sw.js")).hasContent(given().get("/sw.js").asString());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
