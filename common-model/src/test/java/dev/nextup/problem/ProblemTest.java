package dev.nextup.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    /** Plain, as strict as Jackson comes: the record must not need a service's settings. */
    private final JsonMapper mapper = new JsonMapper();

    @Test
    void aProblemIsWrittenFlatWithItsTypeFromTheCode() throws Exception {
        Problem problem =
                Problem.of(409, "queue-closed", "The queue is closed")
                        .with("opensAt", null)
                        .with("queues", List.of("GEN"));

        String json = mapper.writeValueAsString(problem);

        assertThat(json)
                .isEqualTo(
                        """
                        {"type":"https://nextup.dev/problems/queue-closed",\
                        "title":"The queue is closed","status":409,"detail":null,\
                        "code":"queue-closed","opensAt":null,"queues":["GEN"]}""");
    }

    @Test
    void aProblemReadBackEqualsTheOneWritten() throws Exception {
        Problem problem =
                Problem.of(404, "not-found", "There is no such thing")
                        .withDetail("No ticket has this id.")
                        .with("error", "Not found");

        Problem read = mapper.readValue(mapper.writeValueAsString(problem), Problem.class);

        assertThat(read).isEqualTo(problem);
    }

    @Test
    void aProblemWithoutExtensionsIsReadBackToo() throws Exception {
        Problem problem = Problem.of(500, "internal", "Something went wrong");

        Problem read = mapper.readValue(mapper.writeValueAsString(problem), Problem.class);

        assertThat(read).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "title", "status", "detail", "code", "instance"})
    void anExtensionCannotTakeTheNameOfAMember(String member) {
        Problem problem = Problem.of(409, "queue-full", "The queue is full");

        assertThatThrownBy(() -> problem.with(member, "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"200,fine", "600,fine", "409,Queue_Full", "409,''", "409,-x", "409,a--b"})
    void statusAndCodeAreOfTheAgreedForm(int status, String code) {
        assertThatThrownBy(() -> Problem.of(status, code, "title"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
