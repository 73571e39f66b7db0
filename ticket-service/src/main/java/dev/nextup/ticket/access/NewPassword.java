package dev.nextup.ticket.access;

import dev.nextup.ticket.management.Fields;
import java.nio.charset.StandardCharsets;

/** What a password must be like. */
final class NewPassword {

    /** Characters; length is what makes guessing expensive, so nothing else is asked for. */
    private static final int SHORTEST = 10;

    /** Bytes; bcrypt looks at no more. */
    private static final int LONGEST = 72;

    private NewPassword() {}

    /** Fails with 422 {@code invalid-value}. */
    static String checked(String field, String password) {
        if (password.length() < SHORTEST
                || password.getBytes(StandardCharsets.UTF_8).length > LONGEST
                || password.indexOf('\0') >= 0) {
            throw Fields.invalid(
                    field,
                    "takes " + SHORTEST + " characters or more, up to " + LONGEST + " bytes");
        }
        return password;
    }
}
