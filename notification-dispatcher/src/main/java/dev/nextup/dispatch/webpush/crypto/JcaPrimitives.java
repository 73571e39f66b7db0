package dev.nextup.dispatch.webpush.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A provider of the Java Cryptography Architecture, which need not be registered. */
final class JcaPrimitives implements Primitives {

    private static final String HMAC = "HmacSHA256";
    private static final String AES = "AES";

    private final Provider provider;

    JcaPrimitives(Provider provider) {
        this.provider = provider;
    }

    @Override
    public byte[] hmacSha256(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC, provider);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw notHere(e);
        }
    }

    @Override
    public void seal(byte[] key, byte[] nonce, byte[] record, byte[] out, int offset) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, AES),
                    new GCMParameterSpec(Aes128GcmBody.TAG_OCTETS * Byte.SIZE, nonce));
            cipher.doFinal(record, 0, record.length, out, offset);
        } catch (GeneralSecurityException e) {
            throw notHere(e);
        }
    }

    /** The self-test at start asked for all of it once. */
    private static IllegalStateException notHere(GeneralSecurityException e) {
        return new IllegalStateException("the provider does not do what it did at start", e);
    }
}
