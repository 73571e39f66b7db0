package dev.nextup.local.push.useragent;

/** Something no browser says. Its sentence closes the connection and quotes nothing. */
final class ProtocolException extends Exception {

    private static final long serialVersionUID = 1L;

    ProtocolException(String sentence) {
        // Expected, so a stack trace would only cost time.
        super(sentence, null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
