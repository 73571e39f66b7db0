package dev.nextup.dispatch.webpush.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser that decrypts with the JDK alone: it shares no code with the encoders it reads. */
final class Browser {

    private static final String PROVIDER = "SunEC";

    private final KeyPair pair;
    private final byte[] auth;

    private Browser(KeyPair pair, byte[] auth) {
        this.pair = pair;
        this.auth = auth;
    }

    static Browser fresh() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] auth = new byte[16];
        new SecureRandom().nextBytes(auth);
        return new Browser(generator.generateKeyPair(), auth);
    }

    SubscriptionKeys keys() {
        return new SubscriptionKeys(p256dh(), auth);
    }

    KeyPair pair() {
        return pair;
    }

    byte[] auth() {
        return auth;
    }

    byte[] p256dh() {
        ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
        return concat(new byte[] {4}, fixed(point.getAffineX()), fixed(point.getAffineY()));
    }

    /** RFC 8291 section 3.4 and RFC 8188 section 2, backwards. */
    byte[] read(byte[] body) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(body);
        byte[] salt = take(in, 16);
        if (in.getInt() != 4_096 || in.get() != 65) {
            throw new GeneralSecurityException("not the header of Web Push");
        }
        byte[] theirs = take(in, 65);
        byte[] info = concat("WebPush: info\0".getBytes(US_ASCII), p256dh(), theirs);
        byte[] inputKey = expand(hmac(auth, ecdh(theirs)), info, 32);
        return open(take(in, in.remaining()), salt, inputKey);
    }

    static byte[] open(byte[] record, byte[] salt, byte[] inputKey)
            throws GeneralSecurityException {
        byte[] prk = hmac(salt, inputKey);
        byte[] key = expand(prk, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
        byte[] nonce = expand(prk, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, nonce));
        return withoutPadding(cipher.doFinal(record));
    }

    static byte[] withoutPadding(byte[] padded) throws GeneralSecurityException {
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        if (end < 0 || padded[end] != 2) {
            throw new GeneralSecurityException("the last record ends with 0x02 and zeros");
        }
        return Arrays.copyOf(padded, end);
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private byte[] ecdh(byte[] theirs) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC", PROVIDER);
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point =
                new ECPoint(
                        new BigInteger(1, Arrays.copyOfRange(theirs, 1, 33)),
                        new BigInteger(1, Arrays.copyOfRange(theirs, 33, 65)));
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH", PROVIDER);
        agreement.init(pair.getPrivate());
        agreement.doPhase(
                KeyFactory.getInstance("EC", PROVIDER)
                        .generatePublic(
                                new ECPublicKeySpec(
                                        point, curve.getParameterSpec(ECParameterSpec.class))),
                true);
        return agreement.generateSecret();
    }

    private static byte[] expand(byte[] prk, byte[] info, int octets)
            throws GeneralSecurityException {
        return Arrays.copyOf(hmac(prk, concat(info, new byte[] {1})), octets);
    }

    private static byte[] hmac(byte[] key, byte[] input) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256", "SunJCE");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(input);
    }

    private static byte[] take(ByteBuffer in, int octets) {
        byte[] out = new byte[octets];
        in.get(out);
        return out;
    }

    private static byte[] fixed(BigInteger coordinate) {
        byte[] signed = coordinate.toByteArray();
        byte[] out = new byte[32];
        int length = Math.min(32, signed.length);
        System.arraycopy(signed, signed.length - length, out, 32 - length, length);
        return out;
    }
}
