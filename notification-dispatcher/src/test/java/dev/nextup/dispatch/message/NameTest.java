package dev.nextup.dispatch.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {

    private static final Pattern HARMFUL =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\s]|[\\p{Cf}&&[^\\x{200C}\\x{200D}]]");

    @Test
    void every_character_that_could_rearrange_or_hide_words_becomes_a_space_and_no_other_does() {
        List<String> wrong =
                IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .mapToObj(Character::toString)
                        .filter(
                                c ->
                                        !Name.clean("a" + c + "b")
                                                .equals(
                                                        HARMFUL.matcher(c).matches()
                                                                ? "a b"
                                                                : "a" + c + "b"))
                        .map(c -> "U+%04X".formatted(c.codePointAt(0)))
                        .toList();

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" a b", "a b ", "a  b", "a \t b", "\u202Ea b", "a\u2028b\n"})
    void spaces_at_the_ends_and_in_a_row_go(String name) {
        assertThat(Name.clean(name)).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200E \n"})
    void nothing_is_left_of_nothing(String name) {
        assertThat(Name.clean(name)).isEmpty();
    }
}
