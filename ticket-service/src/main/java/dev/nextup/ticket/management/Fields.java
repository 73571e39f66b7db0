package dev.nextup.ticket.management;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Limits of what managers may enter; each failure names the field (422 {@code invalid-value}). */
public final class Fields {

    /** Fits on a board. */
    public static final int NAME_LENGTH = 100;

    /** A short paragraph. */
    public static final int TEXT_LENGTH = 500;

    /** The longest tag that RFC 5646 section 4.4.1 asks everybody to accept. */
    private static final int LANGUAGE_LENGTH = 35;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

    private Fields() {}

    /** Mandatory; without the spaces around it. */
    public static String name(String field, @Nullable String value) {
        String name = text(field, value, NAME_LENGTH);
        if (name == null) {
            throw invalid(field, "must not be empty");
        }
        return name;
    }

    /** Optional; without the spaces around it, null when nothing is left. */
    public static @Nullable String text(String field, @Nullable String value, int most) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String text = value.strip();
        if (text.length() > most || text.indexOf('\0') >= 0) {
            throw invalid(field, "takes " + most + " characters at most, and no NUL");
        }
        return text;
    }

    /** Mandatory: a BCP 47 tag (RFC 5646), in its usual spelling. */
    public static String language(String field, @Nullable String value) {
        if (value == null
                || value.length() > LANGUAGE_LENGTH
                || !LANGUAGE.matcher(value).matches()) {
            throw invalid(field, "must be a language tag such as en or ar-EG");
        }
        String usual = Locale.forLanguageTag(value).toLanguageTag();
        return usual.equals("und") ? value : usual;
    }

    /** Optional. */
    public static @Nullable Integer number(
            String field, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw invalid(field, "must be from " + least + " to " + most);
        }
        return value;
    }

    /**
     * @param rule continues a sentence that begins with the field's name
     */
    public static RejectedException invalid(String field, String rule) {
        Problem problem =
                Problem.of(422, "invalid-value", "A field has a value that cannot be")
                        .withDetail("`" + field + "` " + rule + ".")
                        .with("field", field);
        return new RejectedException(() -> problem);
    }
}
