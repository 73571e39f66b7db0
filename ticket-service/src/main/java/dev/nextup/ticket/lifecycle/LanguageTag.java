package dev.nextup.ticket.lifecycle;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The customer's language as a BCP 47 tag (RFC 5646). */
public final class LanguageTag {

    /** The longest tag that RFC 5646 section 4.4.1 asks everybody to accept. */
    private static final int MAX_LENGTH = 35;

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

    private LanguageTag() {}

    /**
     * @throws RejectedException 400 {@code invalid-field}
     */
    public static @Nullable String checked(@Nullable String tag) {
        if (tag == null || (tag.length() <= MAX_LENGTH && WELL_FORMED.matcher(tag).matches())) {
            return tag;
        }
        throw new RejectedException(
                () ->
                        Problem.of(400, "invalid-field", "A field has the wrong type or form")
                                .withDetail("Send a language tag such as \"en\" or \"ar-EG\".")
                                .with("field", "language"));
    }
}
