package dev.nextup.ticket.organization;

import dev.nextup.http.RequiredFields;
import dev.nextup.ticket.management.Fields;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an admin wants the organisation to present itself.
 *
 * @param primaryColor {@code #rrggbb}; that text on it can be read is the screen's task
 * @param languages tags of what customers may choose from, the usual one first; absent: as it is
 */
record OrganizationRequest(
        @Nullable String name,
        @Nullable String primaryColor,
        @Nullable String welcomeMessage,
        @Nullable List<@Nullable String> languages) {

    private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

    /** More than any menu could show. */
    private static final int MOST_LANGUAGES = 20;

    static OrganizationRequest of(@Nullable OrganizationRequest given) {
        OrganizationRequest request =
                given == null ? new OrganizationRequest(null, null, null, null) : given;
        new RequiredFields().with("name", request.name).check();
        return request;
    }

    /** Fails with 422 {@code invalid-value}. */
    void applyTo(OrganizationEntity organization) {
        organization.name = Fields.name("name", name);
        organization.primaryColor = checkedColor();
        organization.welcomeMessage =
                Fields.text("welcomeMessage", welcomeMessage, Fields.TEXT_LENGTH);
        organization.languages = languages == null ? organization.languages : checked(languages);
    }

    private @Nullable String checkedColor() {
        if (primaryColor == null) {
            return null;
        }
        if (!COLOR.matcher(primaryColor).matches()) {
            throw Fields.invalid("primaryColor", "must be like #1f6feb");
        }
        return primaryColor.toLowerCase(Locale.ROOT);
    }

    private static List<String> checked(List<@Nullable String> tags) {
        List<String> distinct =
                tags.stream().map(tag -> Fields.language("languages", tag)).distinct().toList();
        if (distinct.isEmpty() || distinct.size() > MOST_LANGUAGES) {
            throw Fields.invalid("languages", "takes 1 to " + MOST_LANGUAGES + " language tags");
        }
        return distinct;
    }
}
