package dev.nextup.ticket.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TicketNumberTest {

    @Test
    void a_number_has_three_digits_until_four_are_needed() {
        assertThat(TicketNumber.of("GEN", 1)).isEqualTo("GEN-001");
        assertThat(TicketNumber.of("GEN", 999)).isEqualTo("GEN-999");
        assertThat(TicketNumber.of("GEN", 1000)).isEqualTo("GEN-1000");
    }
}
