package dev.nextup.local.push.decryption;

/**
 * The user agent cannot read a message. A real browser drops it silently, after the push service
 * has answered 201. The message quotes neither keys nor content.
 */
public final class DecryptionException extends Exception {

    DecryptionException(String message) {
        super(message);
    }

    DecryptionException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What went wrong, as a sentence without secrets. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
