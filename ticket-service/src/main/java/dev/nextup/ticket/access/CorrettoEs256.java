package dev.nextup.ticket.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * By the native code of the Amazon Corretto Crypto Provider. Its library is for one platform, which
 * may be another than this, and is unpacked into {@code java.io.tmpdir}, which may not be writable:
 * it is believed only after what it has signed was verified.
 */
final class CorrettoEs256 implements Es256 {

    private static final String CLASS =
            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";

    private final Provider provider;
    private final PrivateKey key;

    private CorrettoEs256(Provider provider, PrivateKey key) {
        this.provider = provider;
        this.key = key;
    }

    /** Empty when it is not there, does not load or does not compute right. */
    static Optional<CorrettoEs256> tested(ECPrivateKey key, BouncyCastleEs256 judge) {
        try {
            Provider provider = (Provider) Class.forName(CLASS).getField("INSTANCE").get(null);
            return tested(provider, key, judge);
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** One whose native code did not load has no algorithms, which is found out here. */
    static Optional<CorrettoEs256> tested(
            Provider provider, ECPrivateKey key, BouncyCastleEs256 judge) {
        try {
            CorrettoEs256 corretto =
                    new CorrettoEs256(
                            provider,
                            (PrivateKey) KeyFactory.getInstance("EC", provider).translateKey(key));
            byte[] content = "It is your turn".getBytes(US_ASCII);
            byte[] one = corretto.sign(content);
            byte[] other = corretto.sign(content);
            // One random number for two signatures gives the key away.
            boolean right =
                    judge.verifies(content, one)
                            && judge.verifies(content, other)
                            && !Arrays.equals(one, other);
            return right ? Optional.of(corretto) : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "corretto";
    }

    @Override
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM, provider);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it could sign at start", e);
        }
    }
}
