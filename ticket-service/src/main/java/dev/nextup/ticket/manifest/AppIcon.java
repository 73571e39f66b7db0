package dev.nextup.ticket.manifest;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A ticket on a ground of one colour: the icon of an organisation that has no logo a launcher could
 * show. All of the drawing lies in the middle, so that launchers may cut any shape out of it.
 */
final class AppIcon {

    /** In pixels: what browsers want of an app that can be installed. */
    static final List<Integer> SIZES = List.of(192, 512);

    /** All drawing is in these units, of which an icon is so many wide. */
    private static final int UNITS = 64;

    /** Above this the ground is light, and the ticket dark. */
    private static final double LIGHT = 160;

    private AppIcon() {}

    /**
     * @param color {@code #rrggbb}
     * @param size of each side, in pixels
     * @return a PNG
     */
    static byte[] draw(String color, int size) {
        Color ground = Color.decode(color);
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.scale((double) size / UNITS, (double) size / UNITS);
        pen.setColor(ground);
        pen.fillRect(0, 0, UNITS, UNITS);
        pen.setColor(isLight(ground) ? Color.BLACK : Color.WHITE);
        pen.fillRoundRect(14, 21, 36, 22, 6, 6);
        pen.setColor(ground);
        pen.fillOval(10, 28, 8, 8);
        pen.fillOval(46, 28, 8, 8);
        for (int y = 24; y < 42; y += 5) {
            pen.fillRect(38, y, 2, 2);
        }
        pen.dispose();
        return png(image);
    }

    private static boolean isLight(Color color) {
        return 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue() > LIGHT;
    }

    private static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", stream);
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written to", e);
        }
        return out.toByteArray();
    }
}
