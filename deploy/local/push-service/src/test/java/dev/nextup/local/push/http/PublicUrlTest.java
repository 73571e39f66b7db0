package dev.nextup.local.push.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http://localhost:8080",
        "http://localhost:8080/, http://localhost:8080",
        "HTTP://LocalHost:80, http://localhost",
        "https://push.example:443, https://push.example",
        "https://push.example:80, https://push.example:80",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void isSpeltAsAnOriginIs(String configured, String origin) {
        assertThat(PublicUrl.parse(configured).origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8080",
                "ftp://localhost",
                "http:localhost",
                "http://",
                "http://localhost/push",
                "http://localhost?x",
                "http://localhost#x",
                "http://me@localhost",
                "http://local host"
            })
    void anythingMoreThanAnOriginIsRefused(String configured) {
        assertThatThrownBy(() -> PublicUrl.parse(configured))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
