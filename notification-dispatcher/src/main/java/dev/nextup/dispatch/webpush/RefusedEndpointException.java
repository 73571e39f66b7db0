package dev.nextup.dispatch.webpush;

/** It will not be dialled, now or later. Carries a code, and nothing of what was refused. */
final class RefusedEndpointException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedEndpointException(String code) {
        super(code, null, false, false);
    }

    String code() {
        return String.valueOf(getMessage());
    }
}
