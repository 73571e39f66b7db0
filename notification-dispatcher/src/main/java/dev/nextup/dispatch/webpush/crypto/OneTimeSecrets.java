package dev.nextup.dispatch.webpush.crypto;

import java.security.SecureRandom;
import java.util.function.Supplier;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/**
 * The key pair and the salt of one message. To use them twice would encrypt two messages under one
 * key and nonce, which gives both away (RFC 8188 section 4.3).
 */
final class OneTimeSecrets {

    static final int SALT_OCTETS = 16;

    private final ECPrivateKeyParameters privateKey;
    private final ECPublicKeyParameters publicKey;
    private final byte[] salt;

    OneTimeSecrets(AsymmetricCipherKeyPair pair, byte[] salt) {
        if (salt.length != SALT_OCTETS) {
            throw new IllegalArgumentException("a salt is 16 octets");
        }
        this.privateKey = (ECPrivateKeyParameters) pair.getPrivate();
        this.publicKey = (ECPublicKeyParameters) pair.getPublic();
        this.salt = salt;
    }

    /** New ones at each call, for any number of threads. */
    static Supplier<OneTimeSecrets> from(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(P256.CURVE, random));
        return () -> {
            byte[] salt = new byte[SALT_OCTETS];
            random.nextBytes(salt);
            return new OneTimeSecrets(generator.generateKeyPair(), salt);
        };
    }

    ECPrivateKeyParameters privateKey() {
        return privateKey;
    }

    ECPublicKeyParameters publicKey() {
        return publicKey;
    }

    /** 65 octets, uncompressed. */
    byte[] encodedPublicKey() {
        return publicKey.getQ().getEncoded(false);
    }

    byte[] salt() {
        return salt;
    }

    @Override
    public String toString() {
        return "OneTimeSecrets[…]";
    }
}
