package dev.nextup.ticket.logo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers and names in a file's octets. */
final class Octets {

    private final byte[] content;

    Octets(byte[] content) {
        this.content = content;
    }

    boolean has(int length) {
        return content.length >= length;
    }

    boolean startsWith(byte[] start) {
        return Arrays.equals(content, 0, start.length, start, 0, start.length);
    }

    String text(int from, int length) {
        return new String(content, from, length, StandardCharsets.ISO_8859_1);
    }

    int at(int index) {
        return content[index] & 0xff;
    }

    int big16(int index) {
        return at(index) << 8 | at(index + 1);
    }

    int big32(int index) {
        return big16(index) << 16 | big16(index + 2);
    }

    int little16(int index) {
        return at(index) | at(index + 1) << 8;
    }
}
