package dev.nextup.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example", "http://localhost:3000", " https://a.b "})
    void origins_as_browsers_send_them_are_taken(String origin) {
        assertThatCode(() -> new CrossOrigin(Optional.of(List.of(origin))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "app.example",
                "https://app.example/",
                "https://app.example/path",
                "https://*.example",
                "https://App.example",
                "https://user@app.example",
                "ftp://app.example",
                "not an origin"
            })
    void anything_else_stops_the_start(String origin) {
        assertThatThrownBy(() -> new CrossOrigin(Optional.of(List.of(origin))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("NEXTUP_CORS_ORIGINS");
    }
}
