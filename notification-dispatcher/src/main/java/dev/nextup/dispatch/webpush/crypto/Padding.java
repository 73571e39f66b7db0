package dev.nextup.dispatch.webpush.crypto;

import java.util.Arrays;

/**
 * How far a message is filled up: the push service sees its length, and few lengths tell little.
 */
public enum Padding {
    /** As long as it is. */
    NONE,

    /**
     * Up to the next of a few lengths. 2048 and 2944 keep the body under the 2744 and 3070 octets
     * that the bridges to some phones carry; what is longer is filled up to the maximum.
     */
    BUCKETS(256, 512, 1_024, 2_048, 2_944, ContentEncoder.MAX_PLAINTEXT);

    private final int[] lengths;

    Padding(int... lengths) {
        this.lengths = lengths;
    }

    /**
     * Octets of plaintext and padding together.
     *
     * @throws IllegalArgumentException if the message is too long to be sent at all
     */
    int paddedLength(int plaintext) {
        if (plaintext > ContentEncoder.MAX_PLAINTEXT) {
            throw new IllegalArgumentException(
                    "a message has at most " + ContentEncoder.MAX_PLAINTEXT + " octets");
        }
        return Arrays.stream(lengths).filter(l -> l >= plaintext).findFirst().orElse(plaintext);
    }
}
