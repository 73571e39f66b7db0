package dev.nextup.local.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtKeysTest {

    @TempDir Path directory;

    @RepeatedTest(20)
    void aNewKeySetHoldsOnePrivateSigningKeyWithFullLengthNumbers() throws Exception {
        JsonNode keys = new ObjectMapper().readTree(JwtKeys.newKeySet()).get("keys");

        assertThat(keys).hasSize(1);
        JsonNode key = keys.get(0);
        assertThat(key.get("kty").asText()).isEqualTo("EC");
        assertThat(key.get("crv").asText()).isEqualTo("P-256");
        assertThat(key.get("alg").asText()).isEqualTo("ES256");
        assertThat(key.get("use").asText()).isEqualTo("sig");
        for (String number : new String[] {"x", "y", "d", "kid"}) {
            assertThat(Base64.getUrlDecoder().decode(key.get(number).asText())).hasSize(32);
        }
        assertThat(key.get("kid").asText())
                .isEqualTo(JwtKeys.thumbprint(key.get("x").asText(), key.get("y").asText()));
    }

    @Test
    void theKeyFileIsMadeOnceAndOnlyItsOwnerMayReadIt() throws Exception {
        // given
        SecretFiles secrets = new SecretFiles(directory.resolve("secrets"));

        // when
        Path file = JwtKeys.file(secrets);
        String first = Files.readString(file);
        JwtKeys.file(new SecretFiles(directory.resolve("secrets")));

        // then
        assertThat(Files.readString(file)).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void applicationServerKeysAreKeysOfTheirOwn() throws Exception {
        SecretFiles secrets = new SecretFiles(directory.resolve("secrets"));

        Path file = VapidKeys.file(secrets);

        assertThat(Files.readString(file)).isNotEqualTo(Files.readString(JwtKeys.file(secrets)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
