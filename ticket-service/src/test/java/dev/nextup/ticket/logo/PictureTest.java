package dev.nextup.ticket.logo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureTest {

    @Test
    void each_format_tells_its_size() {
        assertThat(Picture.of(Pictures.png(16, 2048))).contains(new Picture("image/png", 16, 2048));
        assertThat(Picture.of(Pictures.jpeg(300, 40))).contains(new Picture("image/jpeg", 300, 40));
        assertThat(Picture.of(Pictures.lossyWebp(300, 40)))
                .contains(new Picture("image/webp", 300, 40));
        assertThat(Picture.of(Pictures.losslessWebp(300, 41)))
                .contains(new Picture("image/webp", 300, 41));
    }

    @Test
    void an_extended_webp_tells_the_size_of_its_canvas() {
        byte[] extended = new byte[30];
        byte[] start = "RIFF\0\0\0\0WEBPVP8X".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, extended, 0, start.length);
        extended[24] = (byte) 0xff;
        extended[25] = 0x03;
        extended[27] = 99;

        assertThat(Picture.of(extended)).contains(new Picture("image/webp", 1024, 100));
    }

    @Test
    void what_is_too_small_or_too_large_is_none() {
        List<byte[]> unusual =
                List.of(
                        Pictures.png(15, 16),
                        Pictures.png(16, 2049),
                        Pictures.jpeg(2049, 16),
                        Pictures.lossyWebp(15, 15),
                        Pictures.losslessWebp(16384, 16));

        assertThat(unusual).allMatch(content -> Picture.of(content).isEmpty());
    }

    /**
     * A header that promises 100 000 pixels each way: the size alone decides, nothing is unpacked.
     */
    @Test
    void a_picture_that_would_fill_the_memory_is_none() {
        byte[] bomb = Pictures.png(16, 16);
        System.arraycopy(new byte[] {0, 1, (byte) 0x86, (byte) 0xa0}, 0, bomb, 16, 4);
        System.arraycopy(new byte[] {(byte) 0xff, 1, (byte) 0x86, (byte) 0xa0}, 0, bomb, 20, 4);

        assertThat(Picture.of(bomb)).isEmpty();
    }

    @Test
    void what_is_no_picture_is_none() {
        for (String text :
                List.of(
                        "",
                        "GIF89a..........",
                        "<svg xmlns='http://www.w3.org/2000/svg' width='32' height='32'/>",
                        "RIFF----WEBPVP8?-------------------")) {
            assertThat(Picture.of(text.getBytes(StandardCharsets.ISO_8859_1))).as(text).isEmpty();
        }
    }

    @Test
    void whatever_is_cut_off_or_garbled_is_read_without_failing() {
        Random random = new Random(7);
        for (byte[] picture :
                List.of(
                        Pictures.png(64, 64),
                        Pictures.jpeg(64, 64),
                        Pictures.lossyWebp(64, 64),
                        Pictures.losslessWebp(64, 64))) {
            for (int length = 0; length < Math.min(picture.length, 700); length++) {
                byte[] part = Arrays.copyOf(picture, length);
                Picture.of(part);
                for (int i = 4; i < length; i++) {
                    part[i] = (byte) random.nextInt();
                }
                Picture.of(part).ifPresent(found -> assertThat(found.width()).isBetween(16, 2048));
            }
        }
    }
}
