package dev.nextup.dispatch.webpush.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionKeysTest {

    private static final String P256DH =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

    @Test
    void padding_of_base64url_is_accepted() {
        SubscriptionKeys keys = SubscriptionKeys.fromBase64Url(P256DH + "=", AUTH + "==");

        assertThat(keys.p256dh()).isEqualTo(Base64.getUrlDecoder().decode(P256DH));
        assertThat(keys.auth()).isEqualTo(Base64.getUrlDecoder().decode(AUTH));
    }

    @Test
    void another_alphabet_is_refused_without_being_quoted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscriptionKeys.fromBase64Url("secret+/", AUTH))
                .withNoCause()
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @MethodSource("badPoints")
    void what_is_no_point_on_the_curve_is_refused(byte[] point) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SubscriptionKeys(point, new byte[16]))
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 12, 15, 17, 32})
    void an_authentication_secret_of_another_length_is_refused(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                new SubscriptionKeys(
                                        Base64.getUrlDecoder().decode(P256DH), new byte[length]));
    }

    @Test
    void the_keys_are_copied_and_never_printed() throws GeneralSecurityException {
        byte[] p256dh = Browser.fresh().p256dh();
        byte[] auth = new byte[16];
        SubscriptionKeys keys = new SubscriptionKeys(p256dh, auth);
        p256dh[5] ^= 1;
        auth[0] = 1;

        assertThat(keys.p256dh()).isNotEqualTo(p256dh);
        assertThat(keys.auth()[0]).isZero();
        assertThat(keys).hasToString("SubscriptionKeys[…]");
    }

    static byte[][] badPoints() {
        byte[] good = Base64.getUrlDecoder().decode(P256DH);
        byte[] offTheCurve = good.clone();
        offTheCurve[64] ^= 1;
        byte[] hybrid = good.clone();
        hybrid[0] = 6;
        byte[] compressed = Arrays.copyOf(good, 33);
        compressed[0] = 2;
        return new byte[][] {
            offTheCurve,
            hybrid,
            compressed,
            new byte[] {0},
            new byte[0],
            new byte[65],
            point(BigInteger.ZERO, BigInteger.ZERO),
            aliasAboveThePrime(),
            Arrays.copyOf(good, 64),
            Arrays.copyOf(good, 66),
        };
    }

    /** A point of the curve whose x is small, written as x + p: the same point, not canonical. */
    private static byte[] aliasAboveThePrime() {
        byte[] five = new byte[33];
        five[0] = 2;
        five[32] = 5;
        var point = P256.CURVE.getCurve().decodePoint(five).normalize();
        BigInteger prime = P256.CURVE.getCurve().getField().getCharacteristic();
        return point(
                point.getAffineXCoord().toBigInteger().add(prime),
                point.getAffineYCoord().toBigInteger());
    }

    private static byte[] point(BigInteger x, BigInteger y) {
        return Browser.concat(
                new byte[] {4},
                BigIntegers.asUnsignedByteArray(32, x),
                BigIntegers.asUnsignedByteArray(32, y));
    }
}
