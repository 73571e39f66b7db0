package dev.nextup.ticket.access;

import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/**
 * In Java, everywhere. Signatures are deterministic (RFC 6979): none depends on the quality of a
 * random number.
 */
final class BouncyCastleEs256 implements Es256 {

    private static final ECDomainParameters P256 =
            new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
    private static final int NUMBER_BYTES = 32;

    private final ECPrivateKeyParameters key;

    BouncyCastleEs256(ECPrivateKey key) {
        this.key = new ECPrivateKeyParameters(key.getS(), P256);
    }

    @Override
    public String name() {
        return "bouncycastle";
    }

    @Override
    public byte[] sign(byte[] content) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        var numbers = signer.generateSignature(hash(content));
        byte[] signature = new byte[2 * NUMBER_BYTES];
        BigIntegers.asUnsignedByteArray(numbers[0], signature, 0, NUMBER_BYTES);
        BigIntegers.asUnsignedByteArray(numbers[1], signature, NUMBER_BYTES, NUMBER_BYTES);
        return signature;
    }

    /** Whether it is this key's signature of the content. */
    boolean verifies(byte[] content, byte[] signature) {
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(
                false,
                new ECPublicKeyParameters(P256.getG().multiply(key.getD()).normalize(), P256));
        return signature.length == 2 * NUMBER_BYTES
                && verifier.verifySignature(
                        hash(content), number(signature, 0), number(signature, NUMBER_BYTES));
    }

    private static BigInteger number(byte[] signature, int from) {
        return new BigInteger(1, Arrays.copyOfRange(signature, from, from + NUMBER_BYTES));
    }

    private static byte[] hash(byte[] content) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(content, 0, content.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }
}
