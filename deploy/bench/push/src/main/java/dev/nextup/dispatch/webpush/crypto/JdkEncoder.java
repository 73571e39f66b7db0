package dev.nextup.dispatch.webpush.crypto;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our encoder on what every JDK brings, to compare with; production does not offer it. */
public final class JdkEncoder {

    private JdkEncoder() {}

    public static ContentEncoder create(SecureRandom random, Padding padding) {
        return CorrettoEncoder.on(new Both(), random, padding);
    }

    /** The JDK keeps curves and ciphers in two providers; the encoder wants one. */
    private static final class Both extends Provider {

        private static final long serialVersionUID = 1L;

        Both() {
            super("JDK", "1", "SunEC and SunJCE");
            for (String name : List.of("SunEC", "SunJCE")) {
                Security.getProvider(name)
                        .getServices()
                        .forEach(s -> putService(new Lent(this, s)));
            }
        }
    }

    private static final class Lent extends Provider.Service {

        private final Provider.Service owned;

        Lent(Provider provider, Provider.Service owned) {
            super(
                    provider,
                    owned.getType(),
                    owned.getAlgorithm(),
                    owned.getClassName(),
                    List.of(),
                    Map.of());
            this.owned = owned;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            return owned.newInstance(parameter);
        }
    }
}
