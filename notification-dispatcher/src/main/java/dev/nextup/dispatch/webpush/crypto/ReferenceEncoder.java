package dev.nextup.dispatch.webpush.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Provider;
import java.util.Map;
import java.util.function.Supplier;
import nl.martijndwars.webpush.Encoding;
import nl.martijndwars.webpush.HttpEce;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.interfaces.ECPublicKey;
import org.bouncycastle.jce.spec.ECParameterSpec;
import org.bouncycastle.jce.spec.ECPrivateKeySpec;
import org.bouncycastle.jce.spec.ECPublicKeySpec;

/**
 * The encoder of {@code nl.martijndwars:web-push}, to compare with and to fall back to. Slower, and
 * it cannot pad. It finds BouncyCastle by name, so building one registers that provider in this
 * JVM, behind all others.
 */
final class ReferenceEncoder implements ContentEncoder {

    /** With this set to 1 the library prints keys and plaintext to the standard output. */
    private static final String KEY_LOG = "ECE_KEYLOG";

    private static final String ANY_KEY_ID = "as";
    private static final String ALGORITHM = "ECDH";
    private static final ECParameterSpec SPEC = ECNamedCurveTable.getParameterSpec("P-256");

    private final Supplier<OneTimeSecrets> secrets;
    private final Provider provider;

    /**
     * @param environment of this process
     * @throws IllegalStateException if {@code ECE_KEYLOG} is set in it
     */
    ReferenceEncoder(Supplier<OneTimeSecrets> secrets, Map<String, String> environment) {
        if (environment.containsKey(KEY_LOG)) {
            throw new IllegalStateException(KEY_LOG + " would print keys: unset it");
        }
        this.secrets = secrets;
        this.provider = BouncyCastle.registered();
    }

    @Override
    public byte[] encode(byte[] plaintext, SubscriptionKeys keys) {
        Padding.NONE.paddedLength(plaintext.length);
        OneTimeSecrets once = secrets.get();
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM, provider);
            ECPublicKey theirs = publicKey(factory, keys.publicKey());
            HttpEce ece = new HttpEce(Map.of(ANY_KEY_ID, pair(factory, once)), Map.of());
            return ece.encrypt(
                    plaintext,
                    once.salt(),
                    null,
                    ANY_KEY_ID,
                    theirs,
                    keys.auth(),
                    Encoding.AES128GCM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the reference encoder does not work here", e);
        }
    }

    @Override
    public String name() {
        return "web-push";
    }

    private static KeyPair pair(KeyFactory factory, OneTimeSecrets once)
            throws GeneralSecurityException {
        ECPrivateKeySpec privateKey = new ECPrivateKeySpec(once.privateKey().getD(), SPEC);
        return new KeyPair(
                publicKey(factory, once.publicKey()), factory.generatePrivate(privateKey));
    }

    private static ECPublicKey publicKey(KeyFactory factory, ECPublicKeyParameters key)
            throws GeneralSecurityException {
        byte[] encoded = key.getQ().getEncoded(false);
        return (ECPublicKey)
                factory.generatePublic(
                        new ECPublicKeySpec(SPEC.getCurve().decodePoint(encoded), SPEC));
    }
}
