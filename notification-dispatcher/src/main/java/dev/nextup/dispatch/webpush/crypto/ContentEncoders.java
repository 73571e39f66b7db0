package dev.nextup.dispatch.webpush.crypto;

import java.security.SecureRandom;
import java.util.Map;

/** The encoders there are, by the name one is chosen with. */
public enum ContentEncoders {
    /** Ours, on BouncyCastle: the default. */
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

    /**
     * @param random where keys and salts come from
     * @param environment of this process: the reference library would print keys if told so there
     * @throws IllegalStateException if this encoder must not be used here
     */
    public abstract ContentEncoder create(
            SecureRandom random, Padding padding, Map<String, String> environment);
}
