package dev.nextup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void withoutFlagsTheGatewayListensOn8080AndDataLiesBelowDeployLocal() {
        Options options = Options.parse(List.of("--home", "/repository"), Map.of());

        assertThat(options.port()).isEqualTo(8080);
        assertThat(options.data()).isEqualTo(Path.of("/repository/deploy/local/data"));
        assertThat(options.publicUrl()).isEqualTo("http://localhost:8080");
        assertThat(options.reset()).isFalse();
    }

    @Test
    void flagsWinOverTheEnvironment() {
        Options options =
                Options.parse(
                        List.of("--port", "9000", "--data", "/flag", "--reset"),
                        Map.of("NEXTUP_PORT", "9100", "NEXTUP_DATA", "/environment"));

        assertThat(options.port()).isEqualTo(9000);
        assertThat(options.data()).isEqualTo(Path.of("/flag"));
        assertThat(options.reset()).isTrue();
    }

    @Test
    void theEnvironmentWinsOverTheDefaults() {
        Options options =
                Options.parse(
                        List.of(), Map.of("NEXTUP_PORT", "9100", "NEXTUP_DATA", "/environment"));

        assertThat(options.port()).isEqualTo(9100);
        assertThat(options.data()).isEqualTo(Path.of("/environment"));
    }

    @Test
    void linksLeadToThePublicUrlWhileTheGatewayStaysWhereItIs() {
        Map<String, String> environment =
                Map.of("NEXTUP_PUBLIC_URL", "https://Nextup.Example/", "NEXTUP_PORT", "9100");

        Options said = Options.parse(List.of(), environment);
        Options flagged =
                Options.parse(List.of("--public-url", "https://192.168.7.9:8443"), environment);

        assertThat(said.publicUrl()).isEqualTo("https://nextup.example");
        assertThat(said.localUrl()).isEqualTo("http://localhost:9100");
        assertThat(flagged.publicUrl()).isEqualTo("https://192.168.7.9:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nextup.example",
                "ftp://nextup.example",
                "https://",
                "https://nextup.example/queue",
                "https://nextup.example?a=b",
                "https://somebody@nextup.example"
            })
    void aPublicUrlThatIsNoOriginIsRefused(String url) {
        assertThatThrownBy(() -> Options.parse(List.of("--public-url", url), Map.of()))
                .isInstanceOf(Options.UsageException.class)
                .hasMessageContaining("--public-url takes https://")
                .hasMessageContaining(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65529", "-1", "80a", "999999"})
    void aPortThatLeavesNoRoomForTheOthersIsRefused(String port) {
        assertThatThrownBy(() -> Options.parse(List.of("--port", port), Map.of()))
                .isInstanceOf(Options.UsageException.class)
                .hasMessageContaining("1 to 65528")
                .hasMessageContaining(port);
    }

    @Test
    void anUnknownFlagIsNamed() {
        assertThatThrownBy(() -> Options.parse(List.of("--frob"), Map.of()))
                .isInstanceOf(Options.UsageException.class)
                .hasMessageContaining("--frob");
    }

    @Test
    void aFlagWithoutItsValueIsNamed() {
        assertThatThrownBy(() -> Options.parse(List.of("--data"), Map.of()))
                .isInstanceOf(Options.UsageException.class)
                .hasMessageContaining("--data needs a value");
    }
}
