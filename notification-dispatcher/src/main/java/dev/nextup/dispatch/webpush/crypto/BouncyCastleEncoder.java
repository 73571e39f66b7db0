package dev.nextup.dispatch.webpush.crypto;

import java.math.BigInteger;
import java.util.function.Supplier;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.util.BigIntegers;

/** RFC 8291 in pure Java: works wherever Java does. */
final class BouncyCastleEncoder implements ContentEncoder {

    private final Primitives primitives = new BouncyCastlePrimitives();
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
        byte[] inputKey = InputKey.of(primitives, sharedSecret(once, keys), keys, ours);
        return Aes128GcmBody.seal(primitives, inputKey, once.salt(), ours, plaintext, paddedLength);
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
}
