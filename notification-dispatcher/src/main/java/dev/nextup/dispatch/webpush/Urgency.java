package dev.nextup.dispatch.webpush;

/** How much a message matters to a device that saves power (RFC 8030 section 5.3). */
public enum Urgency {
    VERY_LOW("very-low"),
    LOW("low"),
    NORMAL("normal"),
    HIGH("high");

    private final String headerValue;

    Urgency(String headerValue) {
        this.headerValue = headerValue;
    }

    /** The one value of the {@code Urgency} header; a push service refuses several with 400. */
    public String headerValue() {
        return headerValue;
    }
}
