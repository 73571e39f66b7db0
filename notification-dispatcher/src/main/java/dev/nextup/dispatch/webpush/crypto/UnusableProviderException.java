package dev.nextup.dispatch.webpush.crypto;

/** A provider of cryptography that cannot be used here; the message says why, in a few words. */
final class UnusableProviderException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnusableProviderException(String why, Throwable cause) {
        super("the Amazon Corretto Crypto Provider cannot be used: " + why, cause);
    }
}
