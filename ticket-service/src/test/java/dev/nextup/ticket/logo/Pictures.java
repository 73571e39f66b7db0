package dev.nextup.ticket.logo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pictures as real programs write them. */
public final class Pictures {

    private Pictures() {}

    public static byte[] png(int width, int height) {
        return written("png", width, height);
    }

    static byte[] jpeg(int width, int height) {
        return written("jpeg", width, height);
    }

    /** One pixel, lossy, written by libwebp; the size is patched in where the format has it. */
    static byte[] lossyWebp(int width, int height) {
        byte[] picture =
                Base64.getDecoder()
                        .decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");
        picture[26] = (byte) width;
        picture[27] = (byte) (width >> 8);
        picture[28] = (byte) height;
        picture[29] = (byte) (height >> 8);
        return picture;
    }

    /** One pixel, lossless, written by libwebp; the size is patched in where the format has it. */
    static byte[] losslessWebp(int width, int height) {
        byte[] picture =
                Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
        int bits = (width - 1) | (height - 1) << 14;
        picture[21] = (byte) bits;
        picture[22] = (byte) (bits >> 8);
        picture[23] = (byte) (bits >> 16);
        picture[24] = (byte) ((picture[24] & 0xf0) | (bits >> 24));
        return picture;
    }

    private static byte[] written(String format, int width, int height) {
        try {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalStateException("no writer of " + format);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
