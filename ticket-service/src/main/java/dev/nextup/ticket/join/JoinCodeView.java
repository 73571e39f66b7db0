package dev.nextup.ticket.join;

import java.time.Instant;

/**
 * What a screen shows.
 *
 * @param code without separators; {@code POST /api/tickets} takes it as {@code joinCode}
 * @param validUntil when to ask for the next; this one is taken for five minutes more
 * @param joinUrl the link with the code in it, for a QR code
 */
record JoinCodeView(String code, Instant validUntil, String joinUrl) {

    @Override
    public String toString() {
        return "JoinCodeView[validUntil=" + validUntil + "]";
    }
}
