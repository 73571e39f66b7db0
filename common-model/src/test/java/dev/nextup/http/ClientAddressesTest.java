package dev.nextup.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {

    private final ClientAddresses addresses = trusting("10.0.0.0/8", "2001:db8:1::/48", "::1");

    @Test
    void without_a_trusted_proxy_only_the_connection_counts() {
        ClientAddresses nobody = new ClientAddresses(Optional.empty(), new CurrentVertxRequest());

        assertThat(nobody.client("10.0.0.7", "192.0.2.1")).isEqualTo("10.0.0.7");
        assertThat(addresses.client("192.0.2.9", "192.0.2.1")).isEqualTo("192.0.2.9");
    }

    @Test
    void the_last_hop_that_is_not_trusted_is_the_client() {
        assertThat(addresses.client("10.0.0.7", "192.0.2.1")).isEqualTo("192.0.2.1");
        assertThat(addresses.client("10.0.0.7", "198.51.100.1, 192.0.2.1 ,10.1.2.3"))
                .isEqualTo("192.0.2.1");
        assertThat(addresses.client("::1", "192.0.2.1, 2001:db8:1::5")).isEqualTo("192.0.2.1");
    }

    @Test
    void what_cannot_be_read_ends_the_search_at_the_last_trusted_word() {
        assertThat(addresses.client("10.0.0.7", "")).isEqualTo("10.0.0.7");
        assertThat(addresses.client("10.0.0.7", "192.0.2.1,unknown")).isEqualTo("10.0.0.7");
        assertThat(addresses.client("10.0.0.7", "localhost,10.9.9.9")).isEqualTo("10.9.9.9");
        assertThat(addresses.client("10.0.0.7", "10.1.1.1,10.2.2.2")).isEqualTo("10.1.1.1");
    }

    @Test
    void ports_and_ipv4_within_ipv6_make_no_new_client() {
        assertThat(addresses.client("::ffff:10.0.0.7", "192.0.2.1:4711")).isEqualTo("192.0.2.1");
        assertThat(addresses.client("10.0.0.7", "::ffff:192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void an_ipv6_client_is_its_network_since_it_has_all_of_it() {
        String one = addresses.client("10.0.0.7", "[2001:db8:7:8::1]:4711");

        assertThat(one).endsWith("/64");
        assertThat(addresses.client("10.0.0.7", "2001:db8:7:8:ffff::2")).isEqualTo(one);
        assertThat(addresses.client("10.0.0.7", "2001:db8:7:9::1")).isNotEqualTo(one);
    }

    @Test
    void a_list_that_cannot_be_read_is_refused_at_start() {
        for (String bad :
                List.of("gateway.example", "10.0.0.0/33", "10.0.0.0/x", "", "fd00::/-1")) {
            assertThatThrownBy(() -> trusting(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ClientAddresses trusting(String... proxies) {
        return new ClientAddresses(Optional.of(List.of(proxies)), new CurrentVertxRequest());
    }
}
