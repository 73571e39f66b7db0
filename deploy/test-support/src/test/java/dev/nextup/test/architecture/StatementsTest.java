package dev.nextup.test.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementsTest {

    @Test
    void who_asks_for_all_columns_is_found_and_who_counts_or_multiplies_is_not(
            @TempDir Path sources) throws IOException {
        List<String> bad = List.of("\"SELECT t.* FROM ticket t\"", "\"SELECT u.id, t.*, 1\"");
        List<String> good =
                List.of("\"SELECT count(*) FROM ticket\"", "\"SELECT t.a * 2\"", "a.*b");
        Files.createDirectory(sources.resolve("queue"));
        Files.write(sources.resolve("queue/Queues.java"), bad);
        Files.write(sources.resolve("Tickets.java"), good);
        Files.write(sources.resolve("notes.txt"), bad);

        assertThat(Statements.askingForAllColumns(sources)).containsExactlyElementsOf(bad);
    }
}
