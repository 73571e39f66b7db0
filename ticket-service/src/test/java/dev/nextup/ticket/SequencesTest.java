package dev.nextup.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequencesTest {

    @Test
    void a_failure_is_told_by_its_seed_and_the_steps_that_matter() {
        assertThatThrownBy(
                        () ->
                                Sequences.check(
                                        7,
                                        1000,
                                        random -> random.nextInt(10),
                                        steps -> assertThat(steps).doesNotContainSequence(3, 4)))
                .hasMessageStartingWith("-Dnextup.seed=7 fails, also with these 2 of its 1000")
                .hasMessageContaining("\n3\n4\n");
    }

    @Test
    void the_same_seed_draws_the_same_steps() {
        List<List<Integer>> runs = new ArrayList<>();

        Sequences.check(11, 20, random -> random.nextInt(), runs::add);
        Sequences.check(11, 20, random -> random.nextInt(), runs::add);

        assertThat(runs.get(0)).hasSize(20).isEqualTo(runs.get(1));
    }
}
