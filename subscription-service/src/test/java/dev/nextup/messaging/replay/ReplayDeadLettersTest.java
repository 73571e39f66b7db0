package dev.nextup.messaging.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.event.KafkaTopic;
import dev.nextup.event.Topics;
import dev.nextup.test.kafka.TestKafka;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command, as an operator types it. */
class ReplayDeadLettersTest {

    @TempDir Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void it_tells_of_every_topic_and_can_be_run_at_any_time() {
        String kafka = String.valueOf(TestKafka.connection().get("bootstrap.servers"));

        assertThat(run("--bootstrap-servers", kafka, "--dry-run")).isZero();

        assertThat(out.toString(UTF_8).lines())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactlyElementsOf(Topics.EVENTS.stream().map(KafkaTopic::name).toList());
    }

    @Test
    void an_absent_kafka_is_said() throws IOException {
        Path impatient =
                Files.writeString(
                        directory.resolve("kafka.properties"),
                        """
                        default.api.timeout.ms=2000
                        request.timeout.ms=1000
                        """);

        assertThat(run("--bootstrap-servers", "127.0.0.1:1", "--config", impatient.toString()))
                .isOne();
        assertThat(err.toString(UTF_8)).startsWith("Kafka: ");
    }

    @ParameterizedTest
    @CsvSource({
        "--topic, --topic needs a value.",
        "--topic nowhere, There is no topic nowhere.",
        "--loud, Unknown option: --loud",
        "--dry-run, Where is Kafka? Use --bootstrap-servers.",
        "--config /does/not/exist, --config /does/not/exist cannot be read."
    })
    void a_wrong_option_is_said_with_what_there_is(String arguments, String sentence) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith(sentence).contains("--bootstrap-servers H:P");
    }

    @Test
    void help_needs_no_kafka() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(UTF_8)).contains("--reason CODE");
    }

    private int run(String... arguments) {
        return ReplayDeadLetters.run(
                List.of(arguments),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }
}
