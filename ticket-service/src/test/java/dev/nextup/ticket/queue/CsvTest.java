package dev.nextup.ticket.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void a_table_is_lines_of_cells_after_a_byte_order_mark() {
        String csv = new Csv().row("number", "calls").row("GEN-001", 2).row(null, -3L).toString();

        assertThat(csv).isEqualTo("\uFEFFnumber,calls\r\nGEN-001,2\r\n,-3\r\n");
    }

    @Test
    void what_would_end_a_cell_stands_in_quotes() {
        assertThat(cell("Permits, \"new\"")).isEqualTo("\"Permits, \"\"new\"\"\"");
        assertThat(cell("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(cell("خدمات عامة")).isEqualTo("خدمات عامة");
        assertThat(cell("Passports - new")).isEqualTo("Passports - new");
    }

    @Test
    void no_text_can_be_a_formula_in_any_country() {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "＝1", "  =1", "\t=1")) {
            assertThat(cell(formula).replace("\"", "")).as(formula).startsWith("'");
        }
        assertThat(cell("x;=cmd|' /C calc'!A0")).isEqualTo("\"x;'=cmd|' /C calc'!A0\"");
        assertThat(cell("x\n=1")).isEqualTo("\"x\n'=1\"");
    }

    private static String cell(String value) {
        return new Csv().row(value).toString().replaceAll("^\uFEFF|\r\n$", "");
    }
}
