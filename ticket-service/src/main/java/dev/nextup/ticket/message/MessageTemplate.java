package dev.nextup.ticket.message;

import dev.nextup.http.RequiredFields;
import dev.nextup.ticket.management.Fields;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An organisation's own words, with placeholders in braces.
 *
 * @param title one line
 * @param body a sentence or two; longer ones are cut off on lock screens
 */
record MessageTemplate(@Nullable String title, @Nullable String body) {

    static final int TITLE_LENGTH = 80;
    static final int BODY_LENGTH = 240;

    /** What a notification knows of its ticket. */
    private static final Set<String> PLACEHOLDERS =
            Set.of(
                    "number",
                    "counter",
                    "service",
                    "department",
                    "branch",
                    "organization",
                    "ahead",
                    "position",
                    "currentlyServing");

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}|[{}]");

    static MessageTemplate of(@Nullable MessageTemplate given) {
        MessageTemplate template = given == null ? new MessageTemplate(null, null) : given;
        new RequiredFields().with("title", template.title).with("body", template.body).check();
        return template;
    }

    /** Fails with 422 {@code invalid-value}. */
    void applyTo(MessageEntity message) {
        message.title = checked("title", title, TITLE_LENGTH);
        message.body = checked("body", body, BODY_LENGTH);
        if (message.title.lines().count() > 1) {
            throw Fields.invalid("title", "must be one line");
        }
    }

    private static String checked(String field, @Nullable String value, int most) {
        String text = Fields.text(field, value, most);
        if (text == null) {
            throw Fields.invalid(field, "must not be empty");
        }
        Matcher braces = BRACES.matcher(text);
        while (braces.find()) {
            if (braces.group(1) == null || !PLACEHOLDERS.contains(braces.group(1))) {
                throw Fields.invalid(
                        field,
                        "has `"
                                + braces.group()
                                + "`, which is none of the placeholders {number},"
                                + " {counter}, {service}, {department}, {branch}, {organization}, {ahead},"
                                + " {position}, {currentlyServing}");
            }
        }
        return text;
    }
}
