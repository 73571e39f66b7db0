package dev.nextup.ticket.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/**
 * Signs JSON Web Tokens with ES256. Each ticket costs one signature on an event loop, and
 * BouncyCastle's arithmetic for this curve takes a fifth of the JDK's time. Signatures are
 * deterministic (RFC 6979): none depends on the quality of a random number.
 */
final class TokenSigner {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final ECDomainParameters P256 =
            new ECDomainParameters(CustomNamedCurves.getByName("P-256"));
    private static final int NUMBER_BYTES = 32;

    private final ECPrivateKeyParameters key;
    private final String header;

    TokenSigner(SigningKeys keys) {
        key = new ECPrivateKeyParameters(keys.privateKey().getS(), P256);
        header = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\",\"kid\":\"" + keys.keyId() + "\"}");
    }

    /** The token of these claims, in compact form. */
    String sign(String claims) {
        String content = header + "." + encoded(claims);
        return content + "." + BASE64.encodeToString(signature(content.getBytes(UTF_8)));
    }

    /** Both numbers one after the other, as RFC 7518 section 3.4 has it. */
    private byte[] signature(byte[] content) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(content, 0, content.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        var numbers = signer.generateSignature(hash);
        byte[] signature = new byte[2 * NUMBER_BYTES];
        BigIntegers.asUnsignedByteArray(numbers[0], signature, 0, NUMBER_BYTES);
        BigIntegers.asUnsignedByteArray(numbers[1], signature, NUMBER_BYTES, NUMBER_BYTES);
        return signature;
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(UTF_8));
    }
}
