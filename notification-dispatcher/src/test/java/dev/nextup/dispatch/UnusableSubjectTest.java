package dev.nextup.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.junit.main.Launch;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Apple's push service refuses messages signed in nobody's name; so does this service, at once. */
@QuarkusMainTest
@TestProfile(UnusableSubjectTest.Localhost.class)
class UnusableSubjectTest {

    @Test
    @Launch(
            exitCode = 1,
            value = {})
    void the_service_does_not_start_and_says_why(LaunchResult result) {
        assertThat(result.getOutput() + result.getErrorOutput()).contains("NEXTUP_VAPID_SUBJECT");
    }

    public static final class Localhost implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("nextup.vapid.subject", "https://localhost");
        }
    }
}
