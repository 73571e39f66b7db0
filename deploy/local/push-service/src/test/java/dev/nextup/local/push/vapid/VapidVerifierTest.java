package dev.nextup.local.push.vapid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.local.push.refusal.Reason;
import dev.nextup.local.push.refusal.RefusedException;
import dev.nextup.local.push.sender.Vapid;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VapidVerifierTest {

    /** RFC 8292, 2.4. */
    private static final String EXAMPLE =
            "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5u"
                    + "ZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3"
                    + "CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9Ok"
                    + "SSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRu"
                    + "U_RCPCfA5aq9ojSwk5Y2EmClBPs";

    private static final long EXAMPLE_EXPIRY = 1_453_523_768;
    private static final String AUDIENCE = "https://push.example.net";

    @Test
    void acceptsTheExampleOfRfc8292() {
        byte[] key = verifierAt(EXAMPLE_EXPIRY - 3_600).verify(credentials(EXAMPLE));

        assertThat(Vapid.base64url(key)).startsWith("BA1Hxzyi1RUM1b5w").endsWith("EmClBPs");
    }

    @Test
    void theExampleLivesToTheSecond() {
        verifierAt(EXAMPLE_EXPIRY - 1).verify(credentials(EXAMPLE));

        assertRefused(verifierAt(EXAMPLE_EXPIRY), EXAMPLE, Reason.VAPID_EXPIRED);
    }

    @Test
    void theExampleIsGoodForADayAndNoSecondMore() {
        verifierAt(EXAMPLE_EXPIRY - 86_400).verify(credentials(EXAMPLE));

        assertRefused(verifierAt(EXAMPLE_EXPIRY - 86_401), EXAMPLE, Reason.VAPID_EXPIRY_INVALID);
    }

    @Test
    void quotesUnknownParametersAndAnotherOrderAreUnderstood() {
        String[] parts = EXAMPLE.substring("vapid ".length()).split(", ", 2);
        String token = parts[0].substring(2);
        String key = parts[1].substring(2);

        VapidCredentials credentials = credentials("VAPID k=\"" + key + "\" ,x=1,t=" + token);

        assertThat(credentials).isEqualTo(new VapidCredentials(token, key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "WebPush abc", "vapidx t=1, k=2"})
    void otherSchemesAreNoCredentials(String header) {
        assertThat(VapidCredentials.parse(List.of(header))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/contact", "https://example.com", "mailto:a@b"})
    void subjectsOfBothSchemesPass(String subject) {
        verifyWithSubject(subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a@b",
                "mailto:",
                "mailto:nobody",
                "mailto: a@b",
                "http://example.com",
                "https://",
                "https:example.com",
                "tel:123"
            })
    void otherSubjectsDoNot(String subject) {
        assertThatThrownBy(() -> verifyWithSubject(subject))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.reason())
                                        .isEqualTo(Reason.VAPID_SUBJECT_INVALID));
    }

    private static void verifyWithSubject(String subject) {
        String claims = Vapid.claims(AUDIENCE, EXAMPLE_EXPIRY, subject);
        String header = new Vapid().authorization(Vapid.HEADER, claims);

        verifierAt(EXAMPLE_EXPIRY - 60).verify(credentials(header));
    }

    private static void assertRefused(VapidVerifier verifier, String header, Reason reason) {
        assertThatThrownBy(() -> verifier.verify(credentials(header)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static VapidCredentials credentials(String header) {
        return VapidCredentials.parse(List.of(header));
    }

    private static VapidVerifier verifierAt(long seconds) {
        return new VapidVerifier(
                AUDIENCE, Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC));
    }
}
