package dev.nextup.dispatch.webpush.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.util.BigIntegers;

/** RFC 8291 on BouncyCastle's lightweight interface: pure Java, no provider to register. */
final class BouncyCastleEncoder implements ContentEncoder {

    private static final byte[] INFO = "WebPush: info\0".getBytes(US_ASCII);
    private static final int INPUT_KEY_OCTETS = 32;

    private final Supplier<OneTimeSecrets> secrets;
    private final Padding padding;

    BouncyCastleEncoder(Supplier<OneTimeSecrets> secrets, Padding padding) {
        this.secrets = secrets;
        this.padding = padding;
    }

    @Override
    public byte[] encode(byte[] plaintext, SubscriptionKeys keys) {
        int paddedLength = padding.paddedLength(plaintext.length);
        OneTimeSecrets once = secrets.get();
        byte[] ours = once.encodedPublicKey();
        byte[] inputKey = inputKey(sharedSecret(once, keys), keys, ours);
        return Aes128GcmBody.seal(inputKey, once.salt(), ours, plaintext, paddedLength);
    }

    @Override
    public String name() {
        return "bouncycastle";
    }

    private static byte[] sharedSecret(OneTimeSecrets once, SubscriptionKeys keys) {
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(once.privateKey());
        BigInteger shared = agreement.calculateAgreement(keys.publicKey());
        return BigIntegers.asUnsignedByteArray(P256.SCALAR_OCTETS, shared);
    }

    /** RFC 8291 section 3.3: both public keys and the authentication secret go into the key. */
    private static byte[] inputKey(byte[] shared, SubscriptionKeys keys, byte[] ours) {
        byte[] theirs = keys.p256dh();
        ByteBuffer info = ByteBuffer.allocate(INFO.length + theirs.length + ours.length);
        info.put(INFO).put(theirs).put(ours);
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
        hkdf.init(new HKDFParameters(shared, keys.auth(), info.array()));
        byte[] inputKey = new byte[INPUT_KEY_OCTETS];
        hkdf.generateBytes(inputKey, 0, inputKey.length);
        return inputKey;
    }
}
