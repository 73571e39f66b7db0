package dev.nextup.local.push.p256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class P256Test {

    /** Often enough to meet coordinates with leading zeros and with a set first bit. */
    @Test
    void keysSurviveTheWayThroughOctets() throws Exception {
        for (int i = 0; i < 600; i++) {
            assertSurvives(P256.newKeyPair());
        }
    }

    private static void assertSurvives(KeyPair pair) throws Exception {
        ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
        ECPrivateKey privateKey = (ECPrivateKey) pair.getPrivate();

        assertThat(P256.publicKey(P256.octets(publicKey)).getW()).isEqualTo(publicKey.getW());
        assertThat(P256.privateKey(P256.octets(privateKey)).getS()).isEqualTo(privateKey.getS());
    }

    @Test
    void bothSidesReachTheSameSecret() throws Exception {
        KeyPair one = P256.newKeyPair();
        KeyPair other = P256.newKeyPair();

        assertThat(
                        P256.sharedSecret(
                                (ECPrivateKey) one.getPrivate(), (ECPublicKey) other.getPublic()))
                .hasSize(32)
                .isEqualTo(
                        P256.sharedSecret(
                                (ECPrivateKey) other.getPrivate(), (ECPublicKey) one.getPublic()));
    }

    @Test
    void refusesAPointBesideTheCurve() {
        byte[] octets = octets();
        octets[64] ^= 1;

        assertRefused(octets, "not a point");
    }

    @Test
    void refusesCoordinatesBeyondThePrime() {
        byte[] octets = new byte[65];
        Arrays.fill(octets, (byte) 0xff);
        octets[0] = 4;

        assertRefused(octets, "not a point");
    }

    @Test
    void refusesCompressedPoints() {
        byte[] octets = octets();
        octets[0] = 2;

        assertRefused(octets, "0x04");
        assertRefused(Arrays.copyOf(octets, 33), "65 octets");
    }

    @Test
    void refusesOtherLengths() {
        assertRefused(new byte[0], "65 octets");
        assertRefused(Arrays.copyOf(octets(), 66), "65 octets");
    }

    private static void assertRefused(byte[] octets, String message) {
        assertThatThrownBy(() -> P256.publicKey(octets))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining(message);
    }

    private static byte[] octets() {
        return P256.octets((ECPublicKey) P256.newKeyPair().getPublic());
    }
}
