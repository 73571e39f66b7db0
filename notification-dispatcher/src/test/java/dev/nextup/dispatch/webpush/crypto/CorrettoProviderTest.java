package dev.nextup.dispatch.webpush.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Map;
import java.util.Set;
import javax.crypto.MacSpi;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;

/** Which encoder is taken, and that no provider is believed before it has shown what it can. */
class CorrettoProviderTest {

    /** The platforms its library is made for, as far as our build brings it. */
    static final boolean IS_NATIVE_HERE =
            System.getProperty("os.name").equals("Linux")
                    && Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"))
                    && !Files.exists(Path.of("/etc/alpine-release"));

    @Test
    void native_code_encrypts_wherever_it_loads_and_java_everywhere_else() {
        ContentEncoder chosen = create(ContentEncoders.AUTO);

        assertThat(chosen.name()).isEqualTo(IS_NATIVE_HERE ? "corretto" : "bouncycastle");
    }

    @Test
    void nothing_else_in_this_process_uses_it() {
        create(ContentEncoders.AUTO);

        assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
    }

    @Test
    void a_provider_that_computes_right_passes() {
        assertThatCode(() -> CorrettoProvider.test(new BouncyCastleProvider()))
                .doesNotThrowAnyException();
    }

    @Test
    void a_provider_without_algorithms_is_refused_as_one_whose_native_code_did_not_load() {
        assertThatThrownBy(() -> CorrettoProvider.test(new Empty()))
                .isInstanceOf(UnusableProviderException.class)
                .hasMessageContaining("does not work on this machine");
    }

    @Test
    void a_provider_that_computes_wrong_is_refused() {
        assertThatThrownBy(() -> CorrettoProvider.test(new Lying()))
                .isInstanceOf(UnusableProviderException.class)
                .hasRootCauseMessage("the example of RFC 8291 comes out wrong");
    }

    private static ContentEncoder create(ContentEncoders encoders) {
        return encoders.create(new SecureRandom(), Padding.NONE, Map.of());
    }

    private static final class Empty extends Provider {

        private static final long serialVersionUID = 1L;

        Empty() {
            super("empty", "1", "has nothing");
        }
    }

    /** As BouncyCastle, but for its HMAC. */
    private static final class Lying extends Provider {

        private static final long serialVersionUID = 1L;
        private static final Provider HONEST = new BouncyCastleProvider();

        Lying() {
            super("lying", "1", "HMACs are zeros");
        }

        @Override
        public synchronized Service getService(String type, String algorithm) {
            return type.equals("Mac")
                    ? new Zero(this, type, algorithm)
                    : HONEST.getService(type, algorithm);
        }
    }

    private static final class Zero extends Provider.Service {

        Zero(Provider provider, String type, String algorithm) {
            super(provider, type, algorithm, Zeros.class.getName(), null, null);
        }

        @Override
        public Object newInstance(Object parameter) {
            return new Zeros();
        }
    }

    private static final class Zeros extends MacSpi {

        @Override
        protected int engineGetMacLength() {
            return 32;
        }

        @Override
        protected void engineInit(Key key, AlgorithmParameterSpec params) {}

        @Override
        protected void engineUpdate(byte input) {}

        @Override
        protected void engineUpdate(byte[] input, int offset, int len) {}

        @Override
        protected byte[] engineDoFinal() {
            return new byte[32];
        }

        @Override
        protected void engineReset() {}
    }
}
