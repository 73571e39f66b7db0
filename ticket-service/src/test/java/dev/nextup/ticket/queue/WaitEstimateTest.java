package dev.nextup.ticket.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitEstimateTest {

    @Test
    void nobody_can_estimate_while_no_counter_is_open() {
        assertThat(WaitEstimate.of(3, 0, 300)).isNull();
    }

    @Test
    void more_counters_and_fewer_people_mean_a_shorter_wait() {
        WaitEstimate alone = WaitEstimate.of(4, 1, 300);

        assertThat(alone.lowSeconds()).isPositive().isLessThan(alone.highSeconds());
        assertThat(WaitEstimate.of(4, 2, 300).highSeconds()).isLessThan(alone.highSeconds());
        assertThat(WaitEstimate.of(2, 1, 300).highSeconds()).isLessThan(alone.highSeconds());
    }

    @Test
    void the_next_in_line_may_be_called_at_once() {
        assertThat(WaitEstimate.of(0, 1, 300).lowSeconds()).isZero();
    }
}
