package dev.nextup.ticket.logo;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a picture says of itself in its first octets. Only they are read, never a pixel: a picture
 * that would unpack to gigabytes costs nothing here, and its size is known before anybody unpacks
 * it.
 *
 * @param width in pixels
 * @param height in pixels
 */
record Picture(String mediaType, int width, int height) {

    /** Anything smaller is no logo but a tracker; anything larger costs phones their memory. */
    private static final int LEAST = 16;

    private static final int MOST = 2048;

    /** PNG, third edition, section 5.2: signature, then the header chunk. */
    private static final byte[] PNG_START = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };

    /** Empty when it is no picture we know, or of a size we do not take. */
    static Optional<Picture> of(byte[] content) {
        Octets octets = new Octets(content);
        return Stream.<Function<Octets, @Nullable Picture>>of(
                        Picture::png, Picture::jpeg, Picture::webp)
                .flatMap(reader -> Stream.ofNullable(reader.apply(octets)))
                .findFirst()
                .filter(picture -> isUsual(picture.width) && isUsual(picture.height));
    }

    private static boolean isUsual(int pixels) {
        return pixels >= LEAST && pixels <= MOST;
    }

    private static @Nullable Picture png(Octets in) {
        return in.has(PNG_START.length + 8) && in.startsWith(PNG_START)
                ? new Picture("image/png", in.big32(16), in.big32(20))
                : null;
    }

    /** ISO 10918-1, annex B: segments until the one that starts the frame. */
    private static @Nullable Picture jpeg(Octets in) {
        if (!in.has(4) || in.big16(0) != 0xffd8) {
            return null;
        }
        int at = 2;
        while (in.has(at + 9) && in.at(at) == 0xff) {
            int marker = in.at(at + 1);
            if (startsFrame(marker)) {
                return new Picture("image/jpeg", in.big16(at + 7), in.big16(at + 5));
            }
            at += marker == 0xff ? 1 : 2 + in.big16(at + 2);
        }
        return null;
    }

    /** SOF0 to SOF15, but for the three of that range that are something else. */
    private static boolean startsFrame(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }

    /** RFC 9649, section 2: lossy, lossless or extended. */
    private static @Nullable Picture webp(Octets in) {
        if (!in.has(30) || !in.text(0, 4).equals("RIFF") || !in.text(8, 4).equals("WEBP")) {
            return null;
        }
        return switch (in.text(12, 4)) {
            case "VP8 " -> webp(in.little16(26) & 0x3fff, in.little16(28) & 0x3fff);
            case "VP8L" -> {
                int bits = in.little16(21) | in.little16(23) << 16;
                yield webp((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
            }
            case "VP8X" ->
                    webp(
                            (in.little16(24) | in.at(26) << 16) + 1,
                            (in.little16(27) | in.at(29) << 16) + 1);
            default -> null;
        };
    }

    private static Picture webp(int width, int height) {
        return new Picture("image/webp", width, height);
    }
}
