package dev.nextup.dispatch.webpush.crypto;

import java.security.SecureRandom;
import java.util.Map;
import org.jboss.logging.Logger;

/** The encoders there are, by the name one is chosen with. */
public enum ContentEncoders {
    /** The fastest that passes its test on this machine: the default. */
    AUTO {
        @Override
        public ContentEncoder create(
                SecureRandom random, Padding padding, Map<String, String> environment) {
            try {
                return CORRETTO.create(random, padding, environment);
            } catch (UnusableProviderException e) {
                LOG.infof("%s; BouncyCastle takes its place", e.getMessage());
                return BOUNCYCASTLE.create(random, padding, environment);
            }
        }
    },

    /** Ours, on native code: many times as fast as Java. */
    CORRETTO {
        @Override
        public ContentEncoder create(
                SecureRandom random, Padding padding, Map<String, String> environment) {
            return CorrettoEncoder.on(CorrettoProvider.tested(), random, padding);
        }
    },

    /** Ours, on BouncyCastle: pure Java. */
    BOUNCYCASTLE {
        @Override
        public ContentEncoder create(
                SecureRandom random, Padding padding, Map<String, String> environment) {
            return new BouncyCastleEncoder(OneTimeSecrets.from(random), padding);
        }
    },

    /** That of the library web-push, to compare with: slower, and it cannot pad. */
    REFERENCE {
        @Override
        public ContentEncoder create(
                SecureRandom random, Padding padding, Map<String, String> environment) {
            return new ReferenceEncoder(OneTimeSecrets.from(random), environment);
        }
    };

    private static final Logger LOG = Logger.getLogger(ContentEncoders.class);

    /**
     * @param random where salts come from, and keys unless the provider makes them itself
     * @param environment of this process: the reference library would print keys if told so there
     * @throws IllegalStateException if this encoder cannot, or must not, be used here
     */
    public abstract ContentEncoder create(
            SecureRandom random, Padding padding, Map<String, String> environment);
}
