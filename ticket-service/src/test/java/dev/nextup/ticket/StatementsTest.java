package dev.nextup.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextup.test.architecture.Statements;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StatementsTest {

    @Test
    void statements_name_their_columns() throws IOException {
        assertThat(Statements.askingForAllColumns(Path.of("src/main/java"))).isEmpty();
    }
}
