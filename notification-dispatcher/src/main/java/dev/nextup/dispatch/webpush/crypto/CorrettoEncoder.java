package dev.nextup.dispatch.webpush.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.KeyAgreement;

/**
 * RFC 8291 on the Amazon Corretto Crypto Provider, whose native code takes a fraction of the time
 * that Java takes. The provider is passed on explicitly and never registered, so that nothing else
 * in this JVM changes.
 */
final class CorrettoEncoder implements ContentEncoder {

    /** SubjectPublicKeyInfo of P-256 up to the point (RFC 5480): that is how keys go in and out. */
    private static final byte[] PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

    private static final String EC = "EC";

    private final Provider provider;
    private final Primitives primitives;
    private final Supplier<KeyPair> pairs;
    private final Supplier<byte[]> salts;
    private final Padding padding;

    /**
     * @param pairs a new one at each call, of the provider
     * @param salts a new one at each call
     */
    CorrettoEncoder(
            Provider provider, Supplier<KeyPair> pairs, Supplier<byte[]> salts, Padding padding) {
        this.provider = provider;
        this.primitives = new JcaPrimitives(provider);
        this.pairs = pairs;
        this.salts = salts;
        this.padding = padding;
    }

    static CorrettoEncoder on(Provider provider, SecureRandom random, Padding padding) {
        return new CorrettoEncoder(provider, () -> pair(provider), () -> salt(random), padding);
    }

    @Override
    public byte[] encode(byte[] plaintext, SubscriptionKeys keys) {
        int paddedLength = padding.paddedLength(plaintext.length);
        KeyPair once = pairs.get();
        byte[] ours = point(once.getPublic());
        byte[] inputKey = InputKey.of(primitives, sharedSecret(once, keys), keys, ours);
        return Aes128GcmBody.seal(primitives, inputKey, salts.get(), ours, plaintext, paddedLength);
    }

    @Override
    public String name() {
        return "corretto";
    }

    private byte[] sharedSecret(KeyPair once, SubscriptionKeys keys) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
            agreement.init(once.getPrivate());
            agreement.doPhase(publicKey(KeyFactory.getInstance(EC, provider), keys.p256dh()), true);
            return agreement.generateSecret();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider does not agree on a secret", e);
        }
    }

    /**
     * @param point 65 octets, uncompressed
     */
    static PublicKey publicKey(KeyFactory factory, byte[] point) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + point.length);
        System.arraycopy(point, 0, encoded, PREFIX.length, point.length);
        return factory.generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static byte[] point(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, PREFIX.length, encoded.length);
    }

    private static KeyPair pair(Provider provider) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(EC, provider);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider makes no keys", e);
        }
    }

    private static byte[] salt(SecureRandom random) {
        byte[] salt = new byte[OneTimeSecrets.SALT_OCTETS];
        random.nextBytes(salt);
        return salt;
    }
}
