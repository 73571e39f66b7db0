package dev.nextup.dispatch.message;

import dev.nextup.dispatch.message.MessageTexts.Words;
import dev.nextup.dispatch.words.OwnWords.OwnText;
import java.text.Bidi;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * An organisation's own words for one notification, filled in. Values are treated as in the usual
 * words: cleaned, shortened, isolated where they run in the other direction, put in in one pass.
 */
final class OwnPhrases {

    /** Twice what a template may hold without its values. Of more no screen shows the end. */
    private static final int LONGEST_TITLE = 160;

    private static final int LONGEST_BODY = 480;

    private OwnPhrases() {}

    /**
     * @param usual the words said otherwise, which also name the button
     * @return empty when they name something that is not known of this notification, or grow too
     *     long with their values
     */
    static Optional<Words> of(OwnText own, String language, Content content, Texts usual) {
        Optional<String> title = filled(own.title(), content, LONGEST_TITLE);
        Optional<String> body = filled(own.body(), content, LONGEST_BODY);
        return title.isEmpty() || body.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Words(
                                title.get(),
                                body.get(),
                                usual.line(Texts.OPEN),
                                language,
                                isRightToLeft(own.body()) ? "rtl" : "ltr"));
    }

    private static Optional<String> filled(String template, Content content, int longest) {
        String words = Name.cleanLines(template);
        boolean rightToLeft = isRightToLeft(words);
        Matcher placeholder = Texts.PLACEHOLDER.matcher(words);
        StringBuilder text = new StringBuilder();
        while (placeholder.find()) {
            String value = MessageTexts.value(placeholder.group(1), content);
            if (value == null) {
                return Optional.empty();
            }
            placeholder.appendReplacement(
                    text, Matcher.quoteReplacement(Name.isolated(Name.clean(value), rightToLeft)));
        }
        placeholder.appendTail(text);
        return text.codePointCount(0, text.length()) > longest || text.toString().isBlank()
                ? Optional.empty()
                : Optional.of(text.toString());
    }

    /** As the words themselves say: nobody told the direction of a language without a file here. */
    private static boolean isRightToLeft(String template) {
        String words = Texts.PLACEHOLDER.matcher(template).replaceAll("");
        return !new Bidi(words, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
    }
}
