package dev.nextup.local.push.rfc8030;

/** How much a message matters (RFC 8030, 5.3). */
public enum Urgency {
    VERY_LOW("very-low"),
    LOW("low"),
    NORMAL("normal"),
    HIGH("high");

    private final String value;

    Urgency(String value) {
        this.value = value;
    }

    /** As the header spells it. */
    public String value() {
        return value;
    }
}
