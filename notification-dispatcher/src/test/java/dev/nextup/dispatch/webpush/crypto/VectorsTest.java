package dev.nextup.dispatch.webpush.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the RFCs, octet for octet. */
class VectorsTest {

    private static final byte[] PLAINTEXT =
            "When I grow up, I want to be a watermelon".getBytes(US_ASCII);

    private static final SubscriptionKeys KEYS =
            SubscriptionKeys.fromBase64Url(
                    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                    "BTBZMqHH6r4Tts7J_aSIgg");

    /** RFC 8291 appendix A. Its text speaks of 145 octets; there are 144. */
    private static final String BODY =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS"
                    + "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qul"
                    + "cy4a-fN";

    @Test
    void our_encoder_writes_the_example_of_rfc_8291() {
        ContentEncoder encoder = new BouncyCastleEncoder(example(), Padding.NONE);

        assertThat(base64(encoder.encode(PLAINTEXT, KEYS))).isEqualTo(BODY);
    }

    @Test
    void the_reference_encoder_writes_the_example_of_rfc_8291() {
        ContentEncoder encoder = new ReferenceEncoder(example(), Map.of());

        assertThat(base64(encoder.encode(PLAINTEXT, KEYS))).isEqualTo(BODY);
    }

    /** Section 3.1: no key agreement and no key id. */
    @ParameterizedTest
    @MethodSource
    void our_content_coding_writes_the_example_of_rfc_8188(Primitives primitives) {
        byte[] plaintext = "I am the walrus".getBytes(US_ASCII);

        byte[] body =
                Aes128GcmBody.seal(
                        primitives,
                        octets("yqdlZ-tYemfogSmv7Ws5PQ"),
                        octets("I1BsxtFttlv3u_Oo94xnmw"),
                        new byte[0],
                        plaintext,
                        plaintext.length);

        assertThat(base64(body))
                .isEqualTo(
                        "I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg");
    }

    static Stream<Primitives> our_content_coding_writes_the_example_of_rfc_8188() {
        return Stream.of(
                new BouncyCastlePrimitives(), new JcaPrimitives(new BouncyCastleProvider()));
    }

    private static Supplier<OneTimeSecrets> example() {
        BigInteger scalar =
                new BigInteger(1, octets("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
        AsymmetricCipherKeyPair pair =
                new AsymmetricCipherKeyPair(
                        new ECPublicKeyParameters(P256.CURVE.getG().multiply(scalar), P256.CURVE),
                        new ECPrivateKeyParameters(scalar, P256.CURVE));
        return () -> new OneTimeSecrets(pair, octets("DGv6ra1nlYgDCS1FRnbzlw"));
    }

    private static byte[] octets(String base64Url) {
        return Base64.getUrlDecoder().decode(base64Url);
    }

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
