package dev.nextup.ticket.lifecycle;

import java.util.Locale;

/** How a number is printed and called. */
final class TicketNumber {

    private TicketNumber() {}

    /**
     * @param prefix three letters of the issuing service
     * @param inSeries from 1; three digits at least, four after 999
     */
    static String of(String prefix, int inSeries) {
        return String.format(Locale.ROOT, "%s-%03d", prefix, inSeries);
    }
}
