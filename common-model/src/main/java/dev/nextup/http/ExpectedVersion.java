package dev.nextup.http;

import dev.nextup.problem.Problem;
import dev.nextup.problem.RejectedException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version a client decided on, from {@code If-Match}: a number, quoted or not. */
public final class ExpectedVersion {

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private ExpectedVersion() {}

    /**
     * @return empty when the client does not mind, by no header or by {@code *}
     * @throws RejectedException 400 {@code invalid-if-match}
     */
    public static OptionalLong of(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return OptionalLong.empty();
        }
        Matcher matcher = VERSION.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw new RejectedException(
                    () ->
                            Problem.of(400, "invalid-if-match", "If-Match is not a version")
                                    .withDetail(
                                            "Send the ticket's `version`, for example If-Match: \"3\"."));
        }
        return OptionalLong.of(Long.parseLong(matcher.group(1)));
    }
}
