package dev.nextup.dispatch.origin;

/** What can be wrong with a push service. */
enum Trouble {
    /** It is down, cannot be reached, or asks to slow down: nothing is sent but a probe. */
    FAILING("failing"),
    /** It refuses our key or our token: nothing is sent but some probes. */
    KEY_REFUSED("key-refused"),
    /** It ends too many subscriptions at once: they are ended only if it says so twice. */
    GONE_WAVE("gone-wave");

    private final String code;

    Trouble(String code) {
        this.code = code;
    }

    /** For logs and a metric's tag. */
    String code() {
        return code;
    }
}
