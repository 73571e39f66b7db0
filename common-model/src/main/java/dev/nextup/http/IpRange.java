package dev.nextup.http;

import io.netty.util.NetUtil;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One address or a block of them (CIDR), IPv4 or IPv6; knows only literals, never asks DNS. */
final class IpRange {

    private static final int IPV4_MAPPED_PREFIX = 12;

    private final byte[] network;
    private final int bits;

    private IpRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * @param text {@code 10.0.0.7}, {@code 10.0.0.0/8}, {@code fd00::/8}
     * @throws IllegalArgumentException when it is neither address nor block
     */
    static IpRange of(String text) {
        String[] parts = text.strip().split("/", 2);
        byte[] network = bytes(parts[0]);
        if (network == null) {
            throw new IllegalArgumentException("not an address or CIDR block: " + text);
        }
        int most = network.length * Byte.SIZE;
        int bits = parts.length == 1 ? most : number(parts[1], text);
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("not a CIDR block: " + text);
        }
        return new IpRange(network, bits);
    }

    /**
     * Four or sixteen bytes; null when the text is no literal address. IPv4 within IPv6 is IPv4.
     */
    static byte @Nullable [] bytes(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null ? null : unmapped(bytes);
    }

    /** The four bytes of IPv4 within IPv6; anything else as it is. */
    static byte[] unmapped(byte[] bytes) {
        return isMapped(bytes)
                ? Arrays.copyOfRange(bytes, IPV4_MAPPED_PREFIX, bytes.length)
                : bytes;
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((address[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMapped(byte[] bytes) {
        if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int number(String bits, String text) {
        try {
            return Integer.parseInt(bits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a CIDR block: " + text, e);
        }
    }
}
