package dev.nextup.dispatch.message;

import dev.nextup.event.delivery.NotificationType;

/** The words of each kind of notification, in the language of whoever gets it. */
final class MessageTexts {

    private static final Languages LANGUAGES = Languages.discover();

    private MessageTexts() {}

    static Words of(NotificationType type, Content content) {
        Texts texts = LANGUAGES.bestFor(content.place().language());
        String body = body(texts, type, content);
        NotificationType unheard = content.unheard();
        return new Words(
                fill(texts, Texts.code(type) + ".title", content),
                unheard == null ? body : body(texts, unheard, content) + " " + body,
                texts.line(Texts.OPEN),
                texts.language(),
                texts.direction());
    }

    private static String body(Texts texts, NotificationType type, Content content) {
        return fill(texts, Texts.code(type) + variant(type, content), content);
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
        return texts.filled(key, name -> Name.clean(value(name, content)));
    }

    private static String value(String placeholder, Content content) {
        TicketPlace place = content.place();
        Content.Counter counter = content.counter();
        Integer position = content.position();
        return switch (placeholder) {
            case "number" -> place.ticketNumber();
            case "organization" -> place.organizationName();
            case "branch" -> place.branchName();
            case "department" -> place.departmentName();
            case "service" -> place.serviceName();
            case "counter" -> counter == null ? "" : counter.name();
            case "ahead" -> position == null ? "" : Integer.toString(position - 1);
            default -> throw new IllegalArgumentException("no such placeholder: " + placeholder);
        };
    }

    /**
     * @param open what a button says that opens the ticket
     * @param language of the words (BCP 47)
     * @param direction {@code ltr} or {@code rtl}
     */
    record Words(String title, String body, String open, String language, String direction) {}
}
