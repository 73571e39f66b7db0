package dev.nextup.ticket.hours;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Open from one time of a day until another, not including it. Texts as a manager enters them;
 * checked by {@link OpeningHoursRules} before they are stored.
 *
 * @param from {@code HH:mm}
 * @param to {@code HH:mm}, up to {@code 24:00}: past midnight takes an interval on each day
 */
public record OpenInterval(@Nullable String from, @Nullable String to) {

    private static final int DAY = 24 * 60;
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d)");

    boolean contains(int minute) {
        return minute >= start().orElseThrow() && minute < end().orElseThrow();
    }

    LocalDateTime opensOn(LocalDate date) {
        return date.atStartOfDay().plusMinutes(start().orElseThrow());
    }

    /** Minutes since midnight; empty when it is no time of a day. */
    OptionalInt start() {
        return minutes(from);
    }

    /** As {@link #start()}. */
    OptionalInt end() {
        return minutes(to);
    }

    private static OptionalInt minutes(@Nullable String text) {
        Matcher time = TIME.matcher(text == null ? "" : text);
        if (!time.matches()) {
            return OptionalInt.empty();
        }
        int minutes = Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
        return minutes > DAY ? OptionalInt.empty() : OptionalInt.of(minutes);
    }
}
