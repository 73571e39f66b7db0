package dev.nextup.dispatch.webpush;

import java.util.function.Supplier;

/**
 * What the browser will read.
 *
 * @param full at most {@link dev.nextup.dispatch.webpush.crypto.ContentEncoder#MAX_PLAINTEXT}
 *     octets
 * @param brief the same in at most {@value #BRIEF} octets, for bridges to some phones that carry
 *     less than a push service has to; asked for only when one says so
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: on its way from here to the encoder
public record PushPayload(byte[] full, Supplier<byte[]> brief) {

    /** Well below what the smallest of known bridges carries. */
    public static final int BRIEF = 1_024;

    /** One that cannot be said more briefly. */
    public static PushPayload of(byte[] octets) {
        return new PushPayload(octets, () -> octets);
    }

    /** What is brief already would only be refused again. */
    boolean canBeShortened() {
        return full.length > BRIEF;
    }

    @Override
    public String toString() {
        return "PushPayload[…]";
    }
}
