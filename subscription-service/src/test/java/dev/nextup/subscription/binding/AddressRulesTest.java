package dev.nextup.subscription.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.problem.RejectedException;
import dev.nextup.subscription.Customer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private static final PushHosts HOSTS = hosts(false);
    private static final PushHosts LOCAL = hosts(true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fcm.googleapis.com/fcm/send/abc:def-_",
                "https://FCM.googleapis.com:443/x",
                "https://updates.push.services.mozilla.com/wpush/v2/x",
                "https://wns2-par02p.notify.windows.com/w/?token=a%2fb",
                "https://web.push.apple.com/x"
            })
    void endpoints_of_known_push_services_are_taken_as_they_are(String endpoint) {
        assertThat(HOSTS.check(endpoint).url()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "https://",
                "https:///x",
                "https:fcm.googleapis.com",
                "//fcm.googleapis.com/x",
                "http://fcm.googleapis.com/x",
                "ftp://fcm.googleapis.com/x",
                "https://fcm.googleapis.com:8443/x",
                "https://user@fcm.googleapis.com/x",
                "https://user:secret@fcm.googleapis.com/x",
                "https://fcm.googleapis.com@evil.example/x",
                "https://evil.example/?fcm.googleapis.com",
                "https://evil.example#.fcm.googleapis.com",
                "https://fcm.googleapis.com/x#fragment",
                "https://evilfcm.googleapis.com/x",
                "https://fcm.googleapis.com.evil.example/x",
                "https://fcm.googleapis.com./x",
                "https://fcm.googleapis.com\\@evil.example/x",
                "https://fcm.googleapis.com/with space",
                "https://fcm.googleapis.com/\r\nHost: evil.example",
                "https://127.0.0.1/x",
                "https://169.254.169.254/latest/meta-data",
                "https://2130706433/x",
                "https://0x7f.1/x",
                "https://[::1]/x",
                "https://[::ffff:10.0.0.1]/x",
                "https://localhost/x",
                "http://localhost:9000/x",
                "https://permanently-removed.invalid/fcm/send/x"
            })
    void everything_else_is_refused(String endpoint) {
        assertThatThrownBy(() -> HOSTS.check(endpoint))
                .isInstanceOf(RejectedException.class)
                .hasMessage("endpoint-not-allowed");
    }

    @Test
    void the_placeholder_of_a_browser_without_push_service_is_told_so() {
        assertThatThrownBy(() -> HOSTS.check("https://permanently-removed.invalid/x"))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e ->
                                assertThat(e.rejection().toProblem().detail())
                                        .contains("no push service"));
    }

    @Test
    void an_endpoint_may_have_2048_characters_and_not_one_more() {
        String longest = "https://fcm.googleapis.com/".concat("x".repeat(2048 - 27));

        assertThat(HOSTS.check(longest).url()).hasSize(2048);
        assertThatThrownBy(() -> HOSTS.check(longest + "x")).hasMessage("endpoint-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8084/push/x",
                "https://127.0.0.1:1/x",
                "http://[::1]:8084/x",
                "https://fcm.googleapis.com/x"
            })
    void loopback_is_allowed_only_on_purpose(String endpoint) {
        assertThat(LOCAL.check(endpoint).url()).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:80/x",
                "http://localhost.evil.example/x",
                "http://user@localhost:8084/x",
                "ftp://localhost/x",
                "http://10.0.0.1/x"
            })
    void loopback_opens_no_other_door(String endpoint) {
        assertThatThrownBy(() -> LOCAL.check(endpoint)).hasMessage("endpoint-not-allowed");
    }

    @Test
    void keys_are_kept_without_padding_however_they_came() {
        SubscriptionKeys keys =
                SubscriptionKeys.checked(Customer.P256DH + "=", Customer.AUTH + "==");

        assertThat(keys.p256dh()).isEqualTo(Customer.P256DH);
        assertThat(keys.auth()).isEqualTo(Customer.AUTH);
        assertThat(keys.toString()).doesNotContain(Customer.AUTH).doesNotContain("BCVx");
    }

    @ParameterizedTest
    @CsvSource({
        // Not base64url, too short, compressed, one bit off the curve, all zero, x = p.
        "+/+/,BTBZMqHH6r4Tts7J_aSIgg",
        "BCVxsr7N,BTBZMqHH6r4Tts7J_aSIgg",
        "AyVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcx,BTBZMqHH6r4Tts7J_aSIgg",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw8,BTBZMqHH6r4Tts7J_aSIgg",
        "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA,BTBZMqHH6r4Tts7J_aSIgg",
        "BP____8AAAABAAAAAAAAAAAAAAAA________________AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA,BTBZMqHH6r4Tts7J_aSIgg",
        // Secrets of 15 and 17 octets.
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4,BTBZMqHH6r4Tts7J_aSI",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4,BTBZMqHH6r4Tts7J_aSIggA"
    })
    void keys_that_cannot_be_used_are_refused(String p256dh, String auth) {
        assertThatThrownBy(() -> SubscriptionKeys.checked(p256dh, auth)).hasMessage("invalid-key");
    }

    @ParameterizedTest
    @CsvSource({
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0,firefox",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0,edge",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML like Gecko) Chrome/140.0 Safari/537.36,chrome",
        "Mozilla/5.0 AppleWebKit/605.1.15 (KHTML like Gecko) Version/18.0 Safari/605.1.15,safari",
        "Mozilla/5.0 SamsungBrowser/28.0 Chrome/130.0 Safari/537.36,samsung",
        "curl/8.0,other"
    })
    void a_user_agent_is_reduced_to_a_family(String userAgent, String family) {
        assertThat(BrowserFamily.of(userAgent)).extracting(BrowserFamily::code).isEqualTo(family);
        assertThat(BrowserFamily.of(" ")).isNull();
    }

    @Test
    void nothing_that_holds_an_address_shows_it() {
        PushAddress address =
                new PushAddress(
                        new PushEndpoint("https://fcm.googleapis.com/secret"),
                        SubscriptionKeys.checked(Customer.P256DH, Customer.AUTH),
                        "key",
                        null,
                        null);
        TicketNotifications held =
                TicketNotifications.none(new TicketRef(UUID.randomUUID(), UUID.randomUUID()))
                        .bind(address, UUID.randomUUID(), Instant.EPOCH);

        assertThat(held.toString())
                .doesNotContain("secret")
                .doesNotContain(Customer.P256DH)
                .doesNotContain(Customer.AUTH);
    }

    private static PushHosts hosts(boolean allowLoopback) {
        return new PushHosts(
                new PushConfig() {
                    @Override
                    public Set<String> allowedHosts() {
                        return Set.of(
                                "fcm.googleapis.com",
                                "push.services.mozilla.com",
                                "web.push.apple.com",
                                "notify.windows.com");
                    }

                    @Override
                    public boolean allowLoopback() {
                        return allowLoopback;
                    }

                    @Override
                    public Optional<String> nameServer() {
                        return Optional.empty();
                    }
                });
    }
}
