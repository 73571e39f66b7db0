package dev.nextup.local.push.decryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextup.local.push.sender.Encoder;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DecryptionTest {

    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    private final ReceiverKeys keys = ReceiverKeys.generate(new SecureRandom());

    @Test
    void readsTheExampleOfRfc8291AppendixA() throws Exception {
        ReceiverKeys example =
                new ReceiverKeys(
                        octets("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"),
                        octets(
                                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZ"
                                        + "GH6SRpkNtoIAiw4"),
                        octets("BTBZMqHH6r4Tts7J_aSIgg"));
        CodedBody body =
                new CodedBody(
                        octets(
                                "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg"
                                        + "Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4M"
                                        + "qgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"));

        byte[] plaintext = Decryption.open(body, example);

        assertThat(new String(plaintext, UTF_8))
                .isEqualTo("When I grow up, I want to be a watermelon");
        assertThat(body.recordSize()).isEqualTo(4096);
    }

    @Test
    void leavesThePaddingOut() throws Exception {
        assertThat(open(new Encoder().delimiterAndPadding(2, 0, 0, 0, 0), HELLO)).isEqualTo(HELLO);
    }

    @Test
    void keepsZerosAtTheEndOfTheMessageItself() throws Exception {
        byte[] zeros = {1, 0, 0};

        assertThat(open(new Encoder().delimiterAndPadding(2, 0), zeros)).isEqualTo(zeros);
    }

    @Test
    void readsAnEmptyMessage() throws Exception {
        assertThat(open(new Encoder(), new byte[0])).isEmpty();
    }

    @Test
    void refusesTheDelimiterOfARecordThatIsNotTheLast() {
        assertThatThrownBy(() -> open(new Encoder().delimiterAndPadding(1), HELLO))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("0x02");
    }

    @Test
    void refusesARecordOfNothingButZeros() {
        assertThatThrownBy(() -> open(new Encoder().delimiterAndPadding(0), new byte[0]))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("0x02");
    }

    @Test
    void refusesMoreThanOneRecord() {
        assertThatThrownBy(() -> open(new Encoder().recordSize(18), HELLO))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("more than one record");
    }

    @Test
    void refusesWhatWasEncryptedForAnotherBrowser() {
        ReceiverKeys other = ReceiverKeys.generate(new SecureRandom());
        CodedBody body = new CodedBody(new Encoder().encode(HELLO, other.p256dh(), other.auth()));

        assertThatThrownBy(() -> Decryption.open(body, keys))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("does not authenticate");
    }

    @Test
    void refusesARecordWithOneBitChanged() {
        byte[] octets = new Encoder().encode(HELLO, keys.p256dh(), keys.auth());
        octets[octets.length - 1] ^= 1;

        assertThatThrownBy(() -> Decryption.open(new CodedBody(octets), keys))
                .isInstanceOf(DecryptionException.class);
    }

    private byte[] open(Encoder encoder, byte[] plaintext) throws DecryptionException {
        return Decryption.open(
                new CodedBody(encoder.encode(plaintext, keys.p256dh(), keys.auth())), keys);
    }

    private static byte[] octets(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }
}
