package dev.nextup.subscription.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.subscription.Customer;
import dev.nextup.test.Repository;
import dev.nextup.test.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The first thing a developer copies must work. */
@QuarkusTest
class ReadmeExampleTest extends BrowserTest {

    private static final String PAGE =
            """
            <!doctype html><html lang="en"><title>Queue</title>
            <body data-organization-id="%s" data-service-id="6f1d0000-0000-4000-8000-000000000001">
            <button id="take">Take a ticket</button>
            <script type="module" src="/example.js"></script>
            """;

    @Test
    void the_ten_lines_of_the_readme_bring_a_person_from_a_click_to_a_notified_ticket()
            throws IOException {
        Customer ticket = new Customer();
        try (Visitor visitor = Visitor.allowing(chromium, service)) {
            visitor.front.page("/queue", PAGE.formatted(ticket.organizationId));
            visitor.front.script("/example.js", example());
            visitor.front.answer(
                    "POST",
                    "/api/tickets",
                    201,
                    "{\"id\":\"%s\",\"organizationId\":\"%s\",\"token\":\"%s\",\"number\":\"GEN-001\"}"
                            .formatted(ticket.ticketId, ticket.organizationId, ticket.token));
            Page page = visitor.page;
            page.open(visitor.front.origin() + "/queue");

            page.evaluateAsClick("document.querySelector('#take').click()");

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> ticket.read().path("activeSubscriptions").equals(1));
            assertThat(visitor.front.calls("POST", "/api/tickets").get(0).body())
                    .contains(ticket.organizationId.toString());
        }
    }

    private static String example() throws IOException {
        String readme =
                Files.readString(
                        Repository.home()
                                .resolve("subscription-service/src/main/client/README.md"));
        Matcher first = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(first.find()).isTrue();
        assertThat(first.group(1).lines()).hasSize(10);
        return first.group(1);
    }
}
