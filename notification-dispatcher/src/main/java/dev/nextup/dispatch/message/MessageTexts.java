package dev.nextup.dispatch.message;

import dev.nextup.event.delivery.NotificationType;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words of each kind of notification, from {@code texts_<language>.properties} beside this
 * class; a language is added by adding a file. Unknown languages read English.
 */
final class MessageTexts {

    private static final String BUNDLE = "dev.nextup.dispatch.message.texts";

    /** A file of one language must not be filled up from the machine's own. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private MessageTexts() {}

    static Words of(NotificationType type, Content content) {
        ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, locale(content), NO_FALLBACK);
        String kind = type.name().toLowerCase(Locale.ROOT);
        String title = fill(texts.getString(kind + ".title"), content);
        return new Words(
                title,
                fill(texts.getString(kind + bodyOf(type, content)), content),
                texts.getLocale().equals(Locale.ROOT) ? "en" : texts.getLocale().getLanguage(),
                texts.getString("direction"));
    }

    /** A call may name a counter or none; who is next is told so. */
    private static String bodyOf(NotificationType type, Content content) {
        Integer position = content.position();
        if (type == NotificationType.YOUR_TURN && content.counter() == null) {
            return ".body.anywhere";
        }
        if (type == NotificationType.ALMOST_YOUR_TURN && position != null && position == 1) {
            return ".body.next";
        }
        return ".body";
    }

    private static Locale locale(Content content) {
        String language = content.place().language();
        return language == null ? Locale.ROOT : Locale.forLanguageTag(language);
    }

    private static String fill(String text, Content content) {
        TicketPlace place = content.place();
        Content.Counter counter = content.counter();
        Integer position = content.position();
        return text.replace("{number}", place.ticketNumber())
                .replace("{organization}", place.organizationName())
                .replace("{department}", place.departmentName())
                .replace("{service}", place.serviceName())
                .replace("{counter}", counter == null ? "" : counter.name())
                .replace("{ahead}", position == null ? "" : Integer.toString(position - 1));
    }

    /**
     * @param language of the words (BCP 47)
     * @param direction {@code ltr} or {@code rtl}
     */
    record Words(String title, String body, String language, String direction) {}
}
