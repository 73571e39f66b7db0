package dev.nextup.dispatch.message;

import static java.util.Objects.requireNonNullElse;

import dev.nextup.dispatch.words.OwnWords;
import dev.nextup.event.delivery.NotificationType;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The words of each kind of notification, in the language of whoever gets it: the organisation's
 * own, where it has some that can be said, else the usual ones.
 */
final class MessageTexts {

    private static final Languages LANGUAGES = Languages.discover();

    private static final UUID NOWHERE = new UUID(0, 0);
    private static final int EXAMPLE_POSITION = 3;

    private final OwnWords ownWords;

    MessageTexts(OwnWords ownWords) {
        this.ownWords = ownWords;
    }

    Words of(NotificationType type, Content content) {
        NotificationType preview = content.preview();
        return preview == null ? told(type, content) : previewed(preview, content);
    }

    /** Marked as what it is; what only a real one knows is made up. */
    private Words previewed(NotificationType type, Content content) {
        Texts usual = LANGUAGES.bestFor(content.place().language());
        Content example =
                content.withCounter(new Content.Counter(NOWHERE, usual.line(Texts.PREVIEW_COUNTER)))
                        .withPosition(EXAMPLE_POSITION);
        return told(type, example).withMark(usual.line(Texts.PREVIEW));
    }

    private Words told(NotificationType type, Content content) {
        Words words = words(type, content);
        NotificationType unheard = content.unheard();
        return unheard == null
                ? words
                : words.withBody(words(unheard, content).body() + " " + words.body());
    }

    private Words words(NotificationType type, Content content) {
        Texts usual = LANGUAGES.bestFor(content.place().language());
        return own(type, content, usual)
                .orElseGet(
                        () ->
                                new Words(
                                        fill(usual, Texts.code(type) + ".title", content),
                                        fill(
                                                usual,
                                                Texts.code(type) + variant(type, content),
                                                content),
                                        usual.line(Texts.OPEN),
                                        usual.language(),
                                        usual.direction()));
    }

    /** What is not in a language the person reads better than the usual words. */
    private Optional<Words> own(NotificationType type, Content content, Texts usual) {
        for (String tag : Languages.acceptable(content.place().language())) {
            Optional<Words> own =
                    ownWords.of(content.place().organizationId(), Texts.code(type), tag)
                            .flatMap(text -> OwnPhrases.of(text, tag, content, usual));
            if (own.isPresent() || LANGUAGES.has(tag)) {
                return own;
            }
        }
        return Optional.empty();
    }

    /** A call may name a counter or none; who is next is told so. */
    private static String variant(NotificationType type, Content content) {
        Integer position = content.position();
        if (type == NotificationType.YOUR_TURN && content.counter() == null) {
            return Texts.BODY_ANYWHERE;
        }
        if (type != NotificationType.ALMOST_YOUR_TURN) {
            return ".body";
        }
        // A member of the staff who sends this does not say how many are ahead.
        if (position == null) {
            return Texts.BODY_SOON;
        }
        return position == 1 ? Texts.BODY_NEXT : ".body";
    }

    private static String fill(Texts texts, String key, Content content) {
        return texts.filled(key, name -> Name.clean(requireNonNullElse(value(name, content), "")));
    }

    /**
     * @return null when it is not known, or there is no such placeholder
     */
    static @Nullable String value(String placeholder, Content content) {
        TicketPlace place = content.place();
        Content.Counter counter = content.counter();
        Integer position = content.position();
        return switch (placeholder) {
            case "number" -> place.ticketNumber();
            case "organization" -> place.organizationName();
            case "branch" -> place.branchName();
            case "department" -> place.departmentName();
            case "service" -> place.serviceName();
            case "counter" -> counter == null ? null : counter.name();
            case "ahead" -> position == null ? null : Integer.toString(position - 1);
            case "position" -> position == null ? null : Integer.toString(position);
            case "currentlyServing" -> currentlyServing(content);
            default -> null;
        };
    }

    private static @Nullable String currentlyServing(Content content) {
        String number = content.place().currentlyServing();
        return number == null && content.preview() != null
                ? content.place().ticketNumber()
                : number;
    }

    /**
     * @param open what a button says that opens the ticket
     * @param language of the words (BCP 47)
     * @param direction {@code ltr} or {@code rtl}
     */
    record Words(String title, String body, String open, String language, String direction) {

        Words withMark(String mark) {
            return new Words(mark + " " + title, body, open, language, direction);
        }

        Words withBody(String other) {
            return new Words(title, other, open, language, direction);
        }
    }
}
