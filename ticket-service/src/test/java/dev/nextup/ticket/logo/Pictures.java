package dev.nextup.ticket.logo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
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

    /** Wider than high, on no ground, as most logos are. */
    public static byte[] logo() {
        BufferedImage image = new BufferedImage(360, 120, BufferedImage.TYPE_INT_ARGB);
        Graphics2D hand = image.createGraphics();
        hand.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        hand.setColor(new Color(0xFFB000));
        hand.fillOval(0, 0, 120, 120);
        hand.setColor(new Color(0x0B7A75));
        hand.fillArc(0, 0, 120, 120, 90, 180);
        for (int bar = 0; bar < 3; bar++) {
            hand.fillRoundRect(144, 14 + bar * 36, 216 - bar * 48, 20, 20, 20);
        }
        hand.dispose();
        return written("png", image);
    }

    private static byte[] written(String format, int width, int height) {
        return written(format, new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    private static byte[] written(String format, BufferedImage image) {
        try {
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
