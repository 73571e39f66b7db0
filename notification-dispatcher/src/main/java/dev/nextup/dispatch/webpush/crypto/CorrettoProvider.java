package dev.nextup.dispatch.webpush.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Finds the Amazon Corretto Crypto Provider, and believes it only after it has written the example
 * of RFC 8291 octet for octet. Its library carries native code for one platform, which may be
 * another than this, and unpacks it into {@code java.io.tmpdir}, which may not be writable.
 */
final class CorrettoProvider {

    private static final String CLASS =
            "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    /** RFC 8291 appendix A. */
    private static final byte[] PLAINTEXT =
            "When I grow up, I want to be a watermelon".getBytes(US_ASCII);

    private static final SubscriptionKeys KEYS =
            SubscriptionKeys.fromBase64Url(
                    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                    "BTBZMqHH6r4Tts7J_aSIgg");

    private static final byte[] SENDER_SCALAR =
            octets("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
    private static final byte[] SENDER_POINT =
            octets(
                    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
    private static final byte[] SALT = octets("DGv6ra1nlYgDCS1FRnbzlw");
    private static final byte[] BODY =
            octets(
                    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
                            + "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qul"
                            + "cy4a-fN");

    private CorrettoProvider() {}

    /**
     * @throws UnusableProviderException if it is not there, does not load or does not compute right
     */
    static Provider tested() {
        try {
            Provider provider = (Provider) Class.forName(CLASS).getField("INSTANCE").get(null);
            test(provider);
            return provider;
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new UnusableProviderException("it is not on the class path", e);
        }
    }

    /**
     * One whose native code did not load has no algorithms, which is found out here.
     *
     * @throws UnusableProviderException if it does not compute right
     */
    static void test(Provider provider) {
        try {
            writeExample(provider);
            writeTwice(provider);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            throw new UnusableProviderException("it does not work on this machine", e);
        }
    }

    private static void writeExample(Provider provider) throws GeneralSecurityException {
        KeyPair sender = sender(provider);
        ContentEncoder example =
                new CorrettoEncoder(provider, () -> sender, SALT::clone, Padding.NONE);
        if (!Arrays.equals(example.encode(PLAINTEXT, KEYS), BODY)) {
            throw new GeneralSecurityException("the example of RFC 8291 comes out wrong");
        }
    }

    /** Whose key is the same for two messages gives both away, whatever the salt. */
    private static void writeTwice(Provider provider) throws GeneralSecurityException {
        ContentEncoder fresh = CorrettoEncoder.on(provider, new SecureRandom(), Padding.NONE);
        byte[] one = fresh.encode(PLAINTEXT, KEYS);
        byte[] other = fresh.encode(PLAINTEXT, KEYS);
        if (Arrays.equals(senderOf(one), senderOf(other))) {
            throw new GeneralSecurityException("two messages have one key");
        }
    }

    /** Throws unless it is a point on the curve. */
    private static byte[] senderOf(byte[] body) {
        int start = OneTimeSecrets.SALT_OCTETS + Integer.BYTES + 1;
        return P256.point(Arrays.copyOfRange(body, start, start + P256.POINT_OCTETS))
                .getEncoded(false);
    }

    private static KeyPair sender(Provider provider) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("EC", provider);
        ECPublicKey point = (ECPublicKey) CorrettoEncoder.publicKey(factory, SENDER_POINT);
        return new KeyPair(
                point,
                factory.generatePrivate(
                        new ECPrivateKeySpec(new BigInteger(1, SENDER_SCALAR), point.getParams())));
    }

    private static byte[] octets(String base64Url) {
        return Base64.getUrlDecoder().decode(base64Url);
    }
}
