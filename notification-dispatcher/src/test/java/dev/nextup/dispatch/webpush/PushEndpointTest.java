package dev.nextup.dispatch.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushEndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://push.example.net/p/a:b%2Fc?token=x%2b, https://push.example.net, /p/a:b%2Fc?token=x%2b",
        "https://Push.Example.NET:443/./p//q, https://push.example.net, /./p//q",
        "https://push.example.net:8443?a, https://push.example.net:8443, /?a",
        "https://push.example.net, https://push.example.net, /",
        "http://localhost:8084/push/x, http://localhost:8084, /push/x",
        "http://[::1]:80/push/x, http://[::1], /push/x"
    })
    void the_endpoint_is_kept_octet_for_octet_and_knows_its_origin(
            String url, String origin, String target) {
        PushEndpoint endpoint = new PushEndpoint(url);

        assertThat(endpoint.value()).isEqualTo(url);
        assertThat(endpoint.origin().value()).isEqualTo(origin);
        assertThat(endpoint.requestTarget()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/secret",
                "push.example.net/secret",
                "http://push.example.net/secret",
                "http://127.0.0.1.example.net/secret",
                "ftp://push.example.net/secret",
                "https:///secret",
                "https:secret",
                "https://user:secret@push.example.net/",
                "https://push.example.net/secret#fragment",
                "https://push.example.net/sec ret",
                "https://push.example.net\\secret",
                "https://push.example.net:0/secret",
                "https://push.example.net:65536/secret"
            })
    void what_is_no_endpoint_is_refused_without_being_quoted(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PushEndpoint(url))
                .withNoCause()
                .withMessageNotContaining("secret");
    }

    @Test
    void the_longest_endpoint_has_2048_characters() {
        String longest = "https://a.example/" + "x".repeat(2_048 - 18);

        assertThat(new PushEndpoint(longest).value()).hasSize(2_048);
        assertThatIllegalArgumentException().isThrownBy(() -> new PushEndpoint(longest + "x"));
    }

    @Test
    void printing_it_tells_only_the_push_service() {
        assertThat(new PushEndpoint("https://push.example.net/secret?more=secret"))
                .hasToString("PushEndpoint[https://push.example.net/…]");
    }
}
