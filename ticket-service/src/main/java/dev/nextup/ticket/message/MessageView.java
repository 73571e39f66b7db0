package dev.nextup.ticket.message;

/**
 * An organisation's own words.
 *
 * @param kind of notification, as in the API: {@code your_turn}
 * @param language a BCP 47 tag
 */
record MessageView(String kind, String language, String title, String body) {

    static MessageView of(MessageEntity message) {
        return new MessageView(message.kind, message.language, message.title, message.body);
    }
}
