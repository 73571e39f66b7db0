package dev.nextup.ticket.queue;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table as comma-separated values (RFC 4180). Spreadsheets run what looks like a formula, even
 * one behind a separator of another country inside a quoted text: an apostrophe before it keeps it
 * a text.
 */
final class Csv {

    /** Without it spreadsheets do not know that this is UTF-8. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Also in the full-width forms that some spreadsheets take for the same. */
    private static final Pattern FORMULA =
            Pattern.compile("(^|[,;|\\t\\r\\n])(?=\\s*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",;\\r\\n\\t]|^\\s|\\s$");

    private final StringBuilder text = new StringBuilder().append(BYTE_ORDER_MARK);

    /** Null is an empty cell. */
    Csv row(@Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
        text.append("\r\n");
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String safe = FORMULA.matcher(value.toString()).replaceAll("$1'");
        return NEEDS_QUOTES.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
