package dev.nextup.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.problem.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EarlierClientsTest {

    private static final String PATH = "/api/notifications/push";
    private static final Problem REFUSED =
            Problem.of(400, "invalid-field", "A field has the wrong type or form")
                    .withDetail("Check the field named in `field`.");

    @Test
    void a_problem_about_a_field_names_it_in_details() {
        assertThat(complete(REFUSED.with("field", "keyId")))
                .containsEntry("details", Map.of("keyId", "invalid"))
                .containsEntry("error", "A field has the wrong type or form");
    }

    @Test
    void any_other_has_its_sentence() {
        assertThat(complete(REFUSED)).containsEntry("details", "Check the field named in `field`.");
    }

    @Test
    void details_that_are_there_stay() {
        Map<String, String> details = Map.of("a", "invalid", "b", "invalid");

        assertThat(complete(REFUSED.with("field", "a").with("details", details)))
                .containsEntry("details", details)
                .containsEntry("error", "A field has the wrong type or form");
    }

    @Test
    void other_apis_are_left_alone() {
        assertThat(EarlierClients.complete(REFUSED, "/api/tickets")).isSameAs(REFUSED);
    }

    private static Map<String, Object> complete(Problem problem) {
        return EarlierClients.complete(problem, PATH).extensions();
    }
}
